import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export async function startMaintenance(
  db: Db,
  begin: { routerId: number; until: Date | null; by: number; at: Date },
) {
  const { routerId, until, by, at } = begin
  await db
    .updateTable('routers')
    .set({
      state: 'maintenance',
      maintenance_since: sql<Date>`coalesce(maintenance_since, ${at})`,
      maintenance_until: until,
      maintenance_by: by,
    })
    .where('id', '=', routerId)
    .where('state', '<>', 'removed')
    .execute()
}

/**
 * Ends the maintenance of one router, or of all whose time has come. What it holds is read anew:
 * people had their hands in it.
 */
export async function stopMaintenance(
  db: Db,
  which: { routerId: number } | { dueAt: Date },
): Promise<{ id: number; name: string; behind: number }[]> {
  const routerId = 'routerId' in which ? which.routerId : null
  const dueAt = 'dueAt' in which ? which.dueAt : null
  const { rows } = await sql<{ id: number; name: string; behind: number }>`
    update routers r set state = 'active', maintenance_since = null, maintenance_until = null,
      maintenance_by = null, known_sessions = '{}', listed_at = null
    where r.state = 'maintenance' and (r.id = ${routerId} or r.maintenance_until <= ${dueAt})
    returning r.id, r.name, (select count(*) from router_users u
      where u.router_id = r.id and u.synced <> u.version)::int as behind`.execute(db)
  return rows
}

/** Paid orders whose vouchers are in the making on a router. */
export async function ordersInTheMaking(db: Db, routerId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('voucher_batches')
    .where('router_id', '=', routerId)
    .where('state', '=', 'pending')
    .where('order_id', 'is not', null)
    .select('order_id')
    .execute()
  return rows.flatMap(({ order_id: id }) => (id === null ? [] : [id]))
}
