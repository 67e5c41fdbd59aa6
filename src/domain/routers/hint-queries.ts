import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** False where the router tells nothing new: that user never needs a first login, or had it. */
export async function insertHint(
  db: Db,
  { routerId, name, at }: { routerId: number; name: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into router_hints (router_id, name, heard_at)
    select ${routerId}, ${name}, ${at}
    where exists (
      select from router_users u join vouchers v on v.router_user_id = u.id
      where u.router_id = ${routerId} and u.service = 'hotspot' and u.name = ${name}
        and v.state in ('created', 'sold'))
    on conflict do nothing
    returning name`.execute(db)
  return rows.length > 0
}

export async function takeHints(db: Db, routerId: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('router_hints')
    .where('router_id', '=', routerId)
    .returning('name')
    .execute()
  return rows.map(({ name }) => name)
}

export async function anyHints(db: Db, routerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('router_hints')
    .where('router_id', '=', routerId)
    .select('name')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** One at a time reads a router because of hints. Ends by itself, should he die over it. */
export async function claimHints(db: Db, routerId: number): Promise<boolean> {
  const { rows } = await sql`
    update routers set hints_until = now() + interval '30 seconds'
    where id = ${routerId} and state <> 'removed'
      and (hints_until is null or hints_until < now())
    returning id`.execute(db)
  return rows.length > 0
}

export async function releaseHints(db: Db, routerId: number) {
  await db.updateTable('routers').set({ hints_until: null }).where('id', '=', routerId).execute()
}
