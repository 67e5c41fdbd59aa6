import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export type Gone = { id: number; username: string; expected: boolean }

export type RouterSeen = {
  id: number
  name: string
  down_since: Date | null
  in_maintenance: boolean
  /** Active lines that were on line here at the last look. */
  online: number
  outage_id: number | null
  /** The latest look that is noted. */
  seen_at: Date | null
}

/**
 * One look at a time counts: two of one router would both add what was used. Its lines are locked
 * in one order, since others lock many of them too.
 */
export async function lockRouterForSessions(
  db: Db,
  { routerId, names }: { routerId: number; names: string[] },
): Promise<RouterSeen | undefined> {
  await sql`select from routers where id = ${routerId} for no key update`.execute(db)
  await sql`
    select from subscriptions s
    where s.id in (
      select u.subscription_id from router_users u
        where u.router_id = ${routerId} and u.service = 'ppp' and u.name = any(${names}::text[])
      union select o.id from subscriptions o where o.online_router_id = ${routerId})
    order by s.id for no key update`.execute(db)
  const { rows } = await sql<RouterSeen>`
    select r.id, r.name, r.down_since, r.state = 'maintenance' as in_maintenance,
      (select count(*)::int from subscriptions s where s.online_router_id = r.id
        and s.online_since is not null and s.state = 'active') as online,
      (select max(s.seen_at) from subscriptions s where s.online_router_id = r.id) as seen_at,
      (select o.id from outages o where o.router_id = r.id and o.ended_at is null) as outage_id
    from routers r where r.id = ${routerId}`.execute(db)
  return rows[0]
}

export async function openOutage(
  db: Db,
  { routerId, affected, at }: { routerId: number; affected: number; at: Date },
): Promise<number> {
  const { id } = await db
    .insertInto('outages')
    .values({ router_id: routerId, began_at: at, affected })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whoever goes while an outage lasts belongs to it. */
export async function attachToOutage(
  db: Db,
  { outageId, ids }: { outageId: number; ids: number[] },
) {
  if (ids.length === 0) return
  await sql`
    with attached as (
      update subscriptions set outage_id = ${outageId}
      where id = any(${ids}::bigint[]) and outage_id is distinct from ${outageId}
      returning id)
    update outages set affected = affected + (select count(*) from attached)
    where id = ${outageId}`.execute(db)
}

/** Lets go of those who are back. Ends it when few are left, and says how it was. */
export async function settleOutage(
  db: Db,
  { outageId, online, share, at }: { outageId: number; online: number[]; share: number; at: Date },
): Promise<{ began_at: Date; affected: number; still_off: number } | undefined> {
  await sql`
    update subscriptions set outage_id = null
    where outage_id = ${outageId}
      and (id = any(${online}::bigint[]) or state <> 'active')`.execute(db)
  const { rows } = await sql<{ began_at: Date; affected: number; still_off: number }>`
    with left_over as (
      select count(*)::int as still_off from subscriptions where outage_id = ${outageId})
    update outages o set ended_at = ${at} from left_over l
    where o.id = ${outageId} and l.still_off <= o.affected * ${share}::float8
    returning o.began_at, o.affected, l.still_off`.execute(db)
  const over = rows[0]
  if (over) {
    await db
      .updateTable('subscriptions')
      .set({ outage_id: null })
      .where('outage_id', '=', outageId)
      .execute()
  }
  return over
}
