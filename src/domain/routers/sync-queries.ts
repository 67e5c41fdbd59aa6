import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { RouterRow } from './router-queries.ts'

/**
 * Whoever has the claim is the only one to change this router. It ends by itself, so that a
 * process that died holds nobody up; machine time, since the business clock can be set.
 */
export async function claimRouter(
  db: Db,
  { routerId, owner }: { routerId: number; owner: string },
): Promise<RouterRow | null> {
  const row = await db
    .updateTable('routers')
    .set({ sync_owner: owner, sync_until: CLAIM_END })
    .where('id', '=', routerId)
    .where('state', '=', 'active')
    // Its certificate is pinned at the first look; before that it is told no secrets.
    .where('version', 'is not', null)
    .where((eb) => eb.or([eb('sync_owner', 'is', null), eb('sync_until', '<', sql<Date>`now()`)]))
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

export async function renewClaim(db: Db, claim: { routerId: number; owner: string }) {
  await db
    .updateTable('routers')
    .set({ sync_until: CLAIM_END })
    .where('id', '=', claim.routerId)
    .where('sync_owner', '=', claim.owner)
    .execute()
}

export async function releaseRouter(db: Db, claim: { routerId: number; owner: string }) {
  await db
    .updateTable('routers')
    .set({ sync_owner: null, sync_until: null })
    .where('id', '=', claim.routerId)
    .where('sync_owner', '=', claim.owner)
    .execute()
}

export const CLAIM_LASTS_MS = 6_000
const CLAIM_END = sql<Date>`now() + ${CLAIM_LASTS_MS} * interval '1 millisecond'`

/** Who has the claim on a router, alive or not. */
export async function claimantOf(db: Db, routerId: number): Promise<string | null> {
  const row = await db
    .selectFrom('routers')
    .where('id', '=', routerId)
    .where('state', '=', 'active')
    .select('sync_owner')
    .executeTakeFirst()
  return row?.sync_owner ?? null
}

/** Takes routers whose turn to be asked it is: a reachable one every 30 s, others more often. */
export async function takeDueRouters(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update routers set polled_at = now()
    where id in (
      select id from routers
      -- One in maintenance is read all the same: a first login must not be lost.
      where state in ('active', 'maintenance') and (polled_at is null
        or polled_at <= now() - case when reachable then interval '29 seconds'
          else interval '9 seconds' end)
      for update skip locked)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** How old, in machine time, what we know of a router is; null: never read. */
export async function ageOfKnowledge(db: Db, routerId: number) {
  const { rows } = await sql<{ list_seconds: number | null; profiles_seconds: number | null }>`
    select extract(epoch from now() - listed_at)::float8 as list_seconds,
      extract(epoch from now() - profiles_at)::float8 as profiles_seconds
    from routers where id = ${routerId}`.execute(db)
  return {
    listSeconds: rows[0]?.list_seconds ?? Infinity,
    profilesSeconds: rows[0]?.profiles_seconds ?? Infinity,
  }
}

export async function hasPendingBatch(db: Db, routerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('voucher_batches')
    .where('router_id', '=', routerId)
    .where('state', '=', 'pending')
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Anything may have happened meanwhile: the list is read before anything is changed again. */
export async function forgetSessions(db: Db, routerId: number) {
  await db
    .updateTable('routers')
    .set({ known_sessions: [], listed_at: null })
    .where('id', '=', routerId)
    .execute()
}

/** A session nobody has seen: the router may have been reset before it, so its list is old now. */
export async function noteSession(db: Db, routerId: number, session: string) {
  await sql`
    update routers set listed_at = null,
      known_sessions = (array_append(known_sessions, ${session}::text)
        )[greatest(cardinality(known_sessions) - 6, 1):]
    where id = ${routerId} and not ${session}::text = any(known_sessions)`.execute(db)
}

/** Notes that it does not answer, and since when. True when it is time to say so. */
export async function recordUnreachable(
  db: Db,
  { routerId, at, tellBefore }: { routerId: number; at: Date; tellBefore: Date },
): Promise<{ since: Date; tell: boolean } | null> {
  const { rows } = await sql<{ down_since: Date; tell: boolean }>`
    update routers r set reachable = false,
      down_since = coalesce(r.down_since, ${at}),
      -- That one in maintenance is away is no news until the maintenance is over.
      down_told_at = case when r.state = 'maintenance' then r.down_told_at
        when coalesce(r.down_since, ${at}) <= ${tellBefore} then coalesce(r.down_told_at, ${at}) end
    from (select id, down_told_at from routers where id = ${routerId} for update) before
    where r.id = before.id and r.state in ('active', 'maintenance')
    returning r.down_since, before.down_told_at is null and r.down_told_at is not null as tell`.execute(
    db,
  )
  return rows[0] ? { since: rows[0].down_since, tell: rows[0].tell } : null
}

/** It is as it should be. Says whether an outage ended that people were told of, and what was wrong. */
export async function recordInStep(
  db: Db,
  { routerId, at, problem }: { routerId: number; at: Date; problem: string | null },
): Promise<{ toldDownSince: Date | null; problemBefore: string | null }> {
  const { rows } = await sql<{ told_down_since: Date | null; problem_before: string | null }>`
    update routers r set reachable = true, seen_at = ${at}, synced_at = ${at},
      problem = ${problem}, down_since = null, down_told_at = null
    from (
      select id, problem, case when down_told_at is not null then down_since end as told_down_since
      from routers where id = ${routerId} for update) before
    where r.id = before.id
    returning before.told_down_since, before.problem as problem_before`.execute(db)
  return {
    toldDownSince: rows[0]?.told_down_since ?? null,
    problemBefore: rows[0]?.problem_before ?? null,
  }
}

/** It answers and refuses us. True when that is news. */
export async function recordRefusal(
  db: Db,
  { routerId, problem }: { routerId: number; problem: string },
): Promise<boolean> {
  const { rows } = await sql<{ news: boolean }>`
    update routers r set problem = ${problem}, reachable = true, down_since = null,
      down_told_at = null
    from (select id, problem from routers where id = ${routerId} for update) before
    where r.id = before.id and r.state = 'active'
    returning before.problem is distinct from r.problem as news`.execute(db)
  return rows[0]?.news ?? false
}
