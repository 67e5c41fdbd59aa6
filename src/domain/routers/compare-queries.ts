import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../tables.ts'
import { AFTER, BETWEEN } from './listed-pages.ts'
import type { RouterService, RouterUser } from './routers.ts'

export type Drift = {
  /** Were in step and were not found. */
  missing: number
  /** Were in step and were found different. */
  changed: number
  /** Should be gone, and are back. */
  revived: number
  /** Carry our mark and are not ours; only those not seen before. */
  newStrangers: string[]
}

export type ExpectedPage = {
  service: RouterService
  page: string
  digest: string
  /** Of users that were ever on line: place, seconds and bytes. */
  used: string[] | null
}

/** What the list of a router should show, page by page: see `listed-pages.ts`. */
export async function expectedPages(db: Db, routerId: number): Promise<ExpectedPage[]> {
  const { rows } = await sql<ExpectedPage>`
    select service, left(router_ref, -2) collate "C" as page,
      encode(sha256(convert_to(string_agg(concat_ws(${BETWEEN},
        router_ref, name, profile, comment,
        case when disabled then 1 else 0 end, coalesce(remote_address, ''),
        case when limit_uptime_seconds is null then 0
          else greatest(limit_uptime_seconds - carried_seconds, 1) end,
        case when limit_bytes is null then 0
          else greatest(limit_bytes - carried_bytes, 1) end),
        ${AFTER} order by router_ref collate "C"), 'UTF8')), 'hex') as digest,
      array_agg(concat_ws(' ', router_ref, used_seconds - carried_seconds, used_bytes - carried_bytes))
        filter (where used_seconds <> carried_seconds or used_bytes <> carried_bytes) as used
    from router_users
    where router_id = ${routerId} and wanted and synced = version and router_ref is not null
      and not must_kick
    group by service, page`.execute(db)
  return rows
}

export async function rowsBehind(db: Db, routerId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('router_users')
    .where('router_id', '=', routerId)
    .whereRef('synced', '<>', 'version')
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type Differing = {
  routerId: number
  /**
   * Users with our mark that stand on pages which are not as expected; and those that have `moved`:
   * they are as expected, but for what they have used.
   */
  users: (RouterUser & { service: RouterService; moved: boolean })[]
  pages: { service: RouterService; page: string }[]
  /** Rows that were behind when the list was asked for. */
  behind: number[]
}

/**
 * Compares what a router lists with what it should have, in one statement. Rows that differ fall
 * behind (`synced` 0), rows that agree are in step, and every row knows its place on the router.
 *
 * A router that was reset or restored counts use from an earlier figure. What it has forgotten
 * is carried here, and its limits are compared with what is left of ours.
 */
export async function compareListing(
  db: Db,
  { routerId, users, pages, behind }: Differing,
): Promise<Omit<Drift, 'newStrangers'>> {
  if (users.length + pages.length + behind.length === 0) return NO_DRIFT
  const { rows } = await sql<Omit<Drift, 'newStrangers'>>`
    with listed as materialized (
      -- A name may be there twice, once for each hotspot server.
      select distinct on (service, name) * from json_to_recordset(${JSON.stringify(users)}::json) as l(
        service text, moved boolean, ref text, name text, profile text, comment text, disabled boolean,
        "uptimeSeconds" bigint, bytes bigint, "limitUptimeSeconds" bigint, "limitBytes" bigint,
        "remoteAddress" text)
      order by service, name, moved desc, ref
    ), looked_at as (${rowsConcerned(routerId, pages, behind)}
    ), counted as (
      select u.id, l.ref, u.wanted, u.synced = u.version as was_in_step,
        l.profile, l.comment, l.disabled, l."limitUptimeSeconds", l."limitBytes",
        -- What a session under way would go on as: it began with this. Nobody dials in with one
        -- that is disabled, so who is only let in again has nothing to lose.
        u.service = 'ppp' and l.ref is not null
          and ((u.profile, u.remote_address) is distinct from (l.profile, l."remoteAddress")
            or u.disabled and not l.disabled) as outlives,
        l."remoteAddress" is not distinct from u.remote_address as at_home,
        greatest(u.used_seconds, u.carried_seconds + coalesce(l."uptimeSeconds", 0)) as used_seconds,
        greatest(u.used_bytes, u.carried_bytes + coalesce(l.bytes, 0)) as used_bytes,
        greatest(u.carried_seconds, u.used_seconds - coalesce(l."uptimeSeconds", 0)) as carried_seconds,
        greatest(u.carried_bytes, u.used_bytes - coalesce(l.bytes, 0)) as carried_bytes
      from looked_at join router_users u using (id)
      left join listed l on l.service = u.service and l.name = u.name
    ), judged as (
      select c.*, u.version,
        (c.carried_seconds, c.carried_bytes) <> (u.carried_seconds, u.carried_bytes) as forgot,
        case
          when not u.wanted then c.ref is null and c.was_in_step
          else c.ref is not null and not u.must_kick and c.at_home
            and (u.profile, u.comment, u.disabled) = (c.profile, c.comment, c.disabled)
            and c."limitUptimeSeconds" is not distinct from case when u.limit_uptime_seconds
              is not null then greatest(u.limit_uptime_seconds - c.carried_seconds, 1) end
            and c."limitBytes" is not distinct from case when u.limit_bytes
              is not null then greatest(u.limit_bytes - c.carried_bytes, 1) end
        end as in_step
      from counted c join router_users u using (id)
    ), fixed as (
      update router_users u set
        router_ref = j.ref,
        -- Not u.version: whoever changed the row meanwhile has left it behind.
        synced = case when j.in_step then j.version else 0 end,
        must_kick = u.must_kick or j.outlives,
        problem = null,
        used_seconds = j.used_seconds, used_bytes = j.used_bytes,
        carried_seconds = j.carried_seconds, carried_bytes = j.carried_bytes
      from judged j
      where u.id = j.id and (u.router_ref, u.synced = u.version, u.problem, u.must_kick,
            u.used_seconds, u.used_bytes, u.carried_seconds, u.carried_bytes)
          is distinct from (j.ref, j.in_step, null::text, u.must_kick or j.outlives,
            j.used_seconds, j.used_bytes, j.carried_seconds, j.carried_bytes)
      returning j.wanted, j.was_in_step and not j.in_step as fell_behind, j.ref, j.forgot
    )
    select count(*) filter (where fell_behind and wanted and ref is null)::int as missing,
      -- Nobody changed what only counts anew.
      count(*) filter (where fell_behind and wanted and ref is not null and not forgot)::int as changed,
      count(*) filter (where fell_behind and not wanted)::int as revived
    from fixed`.execute(db)
  return rows[0] ?? NO_DRIFT
}

/** Ids of the rows that a list has something to say of; `listed` is what it says. */
function rowsConcerned(
  routerId: number,
  pages: Differing['pages'],
  behind: number[],
): RawBuilder<unknown> {
  return sql`
      -- Whoever fell behind since the list was asked for may stand in it as he was: he is left alone.
      select unnest(${behind}::bigint[]) as id
      union select u.id from router_users u
      where u.router_id = ${routerId} and u.wanted and (u.service, left(u.router_ref, -2)) in (
        select * from unnest(${pages.map(({ service }) => service)}::text[],
          ${pages.map(({ page }) => page)}::text[]))
      union select u.id from listed l join router_users u
        on u.router_id = ${routerId} and u.service = l.service and u.name = l.name
      -- Of two users with one name, one for each hotspot server, ours is the one that fits.
      where l.moved or not u.wanted or u.synced <> u.version`
}

const NO_DRIFT = { missing: 0, changed: 0, revived: 0 }

/** Notes the users that carry our mark and that we do not know; returns those not seen before. */
export async function noteStrangers(
  db: Db,
  { routerId, users, at }: Pick<Differing, 'routerId' | 'users'> & { at: Date },
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with listed as materialized (
      select distinct on (service, name) *
      from unnest(${users.map(({ service }) => service)}::text[],
        ${users.map(({ name }) => name)}::text[],
        ${users.map(({ comment }) => comment)}::text[]) as l(service, name, comment)
      order by service, name
    ), left_again as (
      delete from router_strangers s
      where s.router_id = ${routerId}
        and not exists (select from listed l where (l.service, l.name) = (s.service, s.name))
    )
    insert into router_strangers (router_id, service, name, comment, seen_at)
    select ${routerId}, l.service, l.name, l.comment, ${at} from listed l
    where not exists (
      select from router_users u
      where u.router_id = ${routerId} and u.service = l.service and u.name = l.name)
    on conflict do nothing
    returning name`.execute(db)
  return rows.map(({ name }) => name).toSorted()
}

/** From now on what this session shows is a change of what is known, until another one begins. */
export async function recordListing(db: Db, routerId: number, session: string | null) {
  await sql`
    update routers set listed_at = now(),
      -- One for each process is enough.
      known_sessions = (case when ${session}::text is null then known_sessions
        else array_append(array_remove(known_sessions, ${session}::text), ${session}::text) end
      )[greatest(cardinality(known_sessions) - 6, 1):]
    where id = ${routerId}`.execute(db)
}
