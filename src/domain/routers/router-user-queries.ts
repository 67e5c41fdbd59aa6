import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { RouterService } from './routers.ts'

/** A user that is not on its router the way it should be. */
export type UserBehind = {
  id: number
  name: string
  secret: Buffer
  profile: string
  comment: string
  limit_uptime_seconds: number | null
  limit_bytes: number | null
  remote_address: string | null
  disabled: boolean
  wanted: boolean
  must_kick: boolean
  version: number
  router_ref: string | null
}

/** Limits are what is left of them: the router has forgotten what was carried over. */
export async function usersBehind(
  db: Db,
  { routerId, service, limit }: { routerId: number; service: RouterService; limit: number },
): Promise<UserBehind[]> {
  const { rows } = await sql<UserBehind>`
    select id, name, secret, profile, comment, remote_address, disabled, wanted, must_kick, version, router_ref,
      case when limit_uptime_seconds is not null
        then greatest(limit_uptime_seconds - carried_seconds, 1) end as limit_uptime_seconds,
      case when limit_bytes is not null
        then greatest(limit_bytes - carried_bytes, 1) end as limit_bytes
    from router_users
    where router_id = ${routerId} and service = ${service}
      and synced <> version and problem is null
    order by id limit ${limit}`.execute(db)
  return rows
}

export async function isBehind(db: Db, routerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('router_users')
    .select('id')
    .where('router_id', '=', routerId)
    .whereRef('synced', '<>', 'version')
    .where('problem', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The version is the one that was sent: whoever changed the row meanwhile leaves it behind. */
export type Synced = { id: number; version: number; ref: string | null }

export async function markSynced(db: Db, done: Synced[]) {
  if (done.length === 0) return
  await sql`
    update router_users u set synced = d.version, router_ref = d.ref, problem = null,
      must_kick = u.must_kick and u.version <> d.version
    from unnest(${done.map(({ id }) => id)}::bigint[],
      ${done.map(({ version }) => version)}::integer[],
      ${done.map(({ ref }) => ref)}::text[]) as d(id, version, ref)
    where u.id = d.id`.execute(db)
}

export function secretsInStep(db: Db, routerId: number) {
  return db
    .selectFrom('router_users')
    .where('router_id', '=', routerId)
    .where('service', '=', 'ppp')
    .where('wanted', '=', true)
    .whereRef('synced', '=', 'version')
    .select(['id', 'name', 'secret'])
    .execute()
}

/** What is on the router is not what was put there: it is put there again, and sessions ended. */
export async function fallBehind(db: Db, ids: number[]) {
  if (ids.length === 0) return
  await sql`
    update router_users set synced = 0, must_kick = true
    where id = any(${ids}::bigint[])`.execute(db)
}

export async function markRefused(db: Db, refused: { id: number; problem: string }[]) {
  if (refused.length === 0) return
  await sql`
    update router_users u set problem = r.problem
    from unnest(${refused.map(({ id }) => id)}::bigint[],
      ${refused.map(({ problem }) => problem)}::text[]) as r(id, problem)
    where u.id = r.id`.execute(db)
}

/** Rows of vouchers that never came to be: gone from the router, so gone here too. */
export async function deleteForgotten(db: Db, routerId: number) {
  await sql`
    delete from router_users u
    where u.router_id = ${routerId} and u.service = 'hotspot'
      and not u.wanted and u.synced = u.version
      and not exists (select from vouchers v where v.router_user_id = u.id)`.execute(db)
}

export async function refusedUsers(db: Db, routerId: number) {
  const { rows } = await sql<{ problem: string; count: number; sample: string[] }>`
    select problem, count(*)::int as count, (array_agg(name order by id))[1:5] as sample
    from router_users
    where router_id = ${routerId} and synced <> version and problem is not null
    group by problem order by count(*) desc`.execute(db)
  return rows
}

/** Of these names, those whose user has no business on line any more. */
export async function barredAmong(
  db: Db,
  { routerId, service, names }: { routerId: number; service: RouterService; names: string[] },
): Promise<string[]> {
  if (names.length === 0) return []
  const { rows } = await sql<{ name: string }>`
    select name from router_users
    where router_id = ${routerId} and service = ${service}
      and (not wanted or disabled)
      and name = any(${names}::text[])`.execute(db)
  return rows.map(({ name }) => name)
}
