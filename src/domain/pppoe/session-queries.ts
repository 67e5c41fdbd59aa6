import { sql } from 'kysely'
import type { ActiveSession } from '../routers/routers.ts'
import type { Db } from '../tables.ts'
import type { Gone } from './outage-queries.ts'

// Uptimes are whole seconds, and an answer takes its time.
const SAME_WITHIN_SECONDS = 60
const SPLIT_OVER_AT_MOST = '31 days'

/**
 * Notes who is on line, and adds what was used since the last look to the days it was used on, by
 * the part of the time that fell on each. A session that is new, and one whose counters began
 * anew, counts from its own zero. Returns the subscriptions on line.
 */
export async function recordOnline(
  db: Db,
  heard: { routerId: number; sessions: ActiveSession[]; at: Date; timeZone: string },
): Promise<number[]> {
  const { routerId, sessions, at, timeZone } = heard
  if (sessions.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with heard as materialized (
      -- Of two sessions of one name the older one is kept.
      select distinct on (name) *, ${at}::timestamptz - "uptimeSeconds" * interval '1 second' as began
      from json_to_recordset(${JSON.stringify(sessions)}::json) as h(
        name text, address text, mac text, "uptimeSeconds" bigint, "bytesIn" bigint, "bytesOut" bigint)
      order by name, "uptimeSeconds" desc
    ), matched as materialized (
      select h.*, s.id, s.online_since, s.seen_at, s.session_in_bytes, s.session_out_bytes,
        coalesce(s.online_router_id = ${routerId}
          and abs(extract(epoch from s.online_since - h.began)) < ${SAME_WITHIN_SECONDS}, false) as same
      from heard h
      join router_users u on u.router_id = ${routerId} and u.service = 'ppp' and u.name = h.name
      join subscriptions s on s.id = u.subscription_id
    ), used as (
      select id,
        greatest(least(case when same then seen_at else began end, ${at}::timestamptz),
          ${at}::timestamptz - interval '${sql.raw(SPLIT_OVER_AT_MOST)}') as since,
        "bytesIn" - case when same and "bytesIn" >= session_in_bytes then session_in_bytes else 0 end as in_bytes,
        "bytesOut" - case when same and "bytesOut" >= session_out_bytes then session_out_bytes else 0 end as out_bytes
      from matched
    ), measured as (
      select *, extract(epoch from ${at}::timestamptz - since)::numeric as seconds from used
    ), split as (
      select m.id, day::date as day, m.in_bytes, m.out_bytes, m.seconds,
        greatest(m.seconds, 1) as whole,
        least(greatest(extract(epoch from (day at time zone ${timeZone}) - m.since), 0),
          greatest(m.seconds, 1)) as from_second,
        least(greatest(extract(epoch from ((day + interval '1 day') at time zone ${timeZone}) - m.since), 0),
          greatest(m.seconds, 1)) as to_second
      from measured m, generate_series(
        (m.since at time zone ${timeZone})::date::timestamp,
        (${at}::timestamptz at time zone ${timeZone})::date::timestamp, interval '1 day') as day
    ), kept as (
      insert into usage_days (subscription_id, day, seconds, in_bytes, out_bytes)
      -- Differences of rounded sums: together they are exactly the whole.
      select id, day, round(least(to_second, seconds)) - round(least(from_second, seconds)),
        round(in_bytes * to_second / whole) - round(in_bytes * from_second / whole),
        round(out_bytes * to_second / whole) - round(out_bytes * from_second / whole)
      from split
      on conflict (subscription_id, day) do update set
        seconds = usage_days.seconds + excluded.seconds,
        in_bytes = usage_days.in_bytes + excluded.in_bytes,
        out_bytes = usage_days.out_bytes + excluded.out_bytes
    )
    update subscriptions s set
      online_since = case when m.same then m.online_since else m.began end,
      online_router_id = ${routerId}, seen_at = ${at}, address = m.address, mac = m.mac,
      session_in_bytes = m."bytesIn", session_out_bytes = m."bytesOut"
    from matched m where s.id = m.id
    returning s.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Who was on line here and is not any more. `expected`: we ended it ourselves. */
export async function recordGone(
  db: Db,
  { routerId, online, at }: { routerId: number; online: number[]; at: Date },
): Promise<Gone[]> {
  const { rows } = await sql<Gone>`
    update subscriptions s set online_since = null, online_router_id = null, address = null,
      session_in_bytes = 0, session_out_bytes = 0
    where s.online_router_id = ${routerId} and s.online_since is not null
      and not s.id = any(${online}::bigint[])
    returning s.id, s.username, s.state <> 'active'
      or coalesce(s.cut_at > ${at}::timestamptz - interval '10 minutes', false) or exists (select from router_users u
      where u.subscription_id = s.id and u.must_kick) as expected`.execute(db)
  return rows.toSorted((a, b) => a.id - b.id)
}
