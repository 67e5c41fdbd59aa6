import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { Because, SubscriptionState } from './subscription.ts'

export type SubscriptionView = {
  id: number
  person_id: number
  customer: string | null
  phone: string | null
  home: string | null
  state: SubscriptionState
  username: string
  package: string
  package_code: string
  package_price_rupiah: number
  isolir_profile: string | null
  price_rupiah: number | null
  discount_rupiah: number
  rate_limit: string | null
  router: string
  /** Null: never looked at. */
  router_reachable: boolean | null
  router_down_since: Date | null
  started_on: Day
  paid_until: Day
  isolated_at: Date | null
  isolated_because: Because | null
  stopped_at: Date | null
  online_since: Date | null
  seen_at: Date | null
  address: string | null
  mac: string | null
  static_address: string | null
  note: string | null
  /** Since when many of its router are off line together, and this one among them. */
  outage_since: Date | null
  /** A change has not reached every router yet; why, where one refuses it. */
  behind: boolean
  problem: string | null
}

const view = (
  which: RawBuilder<unknown>,
  rest: RawBuilder<unknown> = sql``,
) => sql<SubscriptionView>`
  select s.id, s.person_id, n.name as customer, c.address as home, s.state, s.username,
    p.name as package, p.code as package_code, p.price_rupiah as package_price_rupiah, p.isolir_profile,
    s.price_rupiah, s.discount_rupiah, f.rate_limit,
    r.name as router, r.reachable as router_reachable, r.down_since as router_down_since,
    s.started_on, s.paid_until, s.isolated_at, s.isolated_because, s.stopped_at,
    s.online_since, s.seen_at, s.address, s.mac, s.static_address, s.note,
    (select o.began_at from outages o where o.id = s.outage_id and o.ended_at is null) as outage_since,
    (select i.value from identities i where i.person_id = s.person_id and i.kind = 'phone'
      order by i.account_id limit 1) as phone,
    exists (select from router_users u
      where u.subscription_id = s.id and u.synced <> u.version) as behind,
    (select u.problem from router_users u where u.subscription_id = s.id
      and u.synced <> u.version and u.problem is not null limit 1) as problem
  from subscriptions s
  join packages p on p.id = s.package_id
  join routers r on r.id = s.router_id
  join people n on n.id = s.person_id
  left join customers c on c.person_id = s.person_id
  left join router_profiles f on f.router_id = s.router_id and f.service = 'ppp' and f.name = p.profile
  where ${which} ${rest}`

export async function viewSubscription(db: Db, id: number): Promise<SubscriptionView | undefined> {
  const { rows } = await view(sql`s.id = ${id}`).execute(db)
  return rows[0]
}

/** Lines of one person that live, the oldest first. */
export async function linesOfPerson(db: Db, personId: number): Promise<SubscriptionView[]> {
  const { rows } = await view(
    sql`s.person_id = ${personId} and s.state <> 'stopped'`,
    sql`order by s.id`,
  ).execute(db)
  return rows
}

export type Found = { id: number; username: string; state: SubscriptionState }

/** By what may be meant: those that live before those that ended. */
export async function findLines(
  db: Db,
  which: { username: string } | { id: number } | { phone: string } | { name: string },
): Promise<Found[]> {
  const condition =
    'id' in which
      ? sql`s.id = ${which.id}`
      : 'username' in which
        ? sql`lower(s.username) = lower(${which.username})`
        : 'phone' in which
          ? sql`exists (select from identities i where i.person_id = s.person_id
              and i.kind = 'phone' and i.value like '%' || ${which.phone})`
          : sql`exists (select from people n
              where n.id = s.person_id and n.name ilike '%' || ${which.name} || '%')`
  const { rows } = await sql<Found>`
    select s.id, s.username, s.state from subscriptions s where ${condition}
    order by s.state = 'stopped', s.id desc limit 12`.execute(db)
  const living = rows.filter(({ state }) => state !== 'stopped')
  return living.length > 0 ? living : rows
}

export type LineFilter =
  | { kind: 'all' | 'isolated' | 'offline' | 'online' | 'stopped' }
  | { kind: 'package'; code: string }

export type ListedLine = Pick<
  SubscriptionView,
  'id' | 'username' | 'customer' | 'package' | 'state' | 'online_since' | 'paid_until'
>

export async function listLines(
  db: Db,
  { filter, limit, offset }: { filter: LineFilter; limit: number; offset: number },
): Promise<{ lines: ListedLine[]; total: number }> {
  const which = whichOf(filter)
  const { rows } = await sql<ListedLine & { total: number }>`
    select s.id, s.username, n.name as customer, p.name as package, s.state, s.online_since,
      s.paid_until, count(*) over ()::int as total
    from subscriptions s
    join packages p on p.id = s.package_id
    join people n on n.id = s.person_id
    where ${which}
    order by s.username, s.id
    limit ${limit} offset ${offset}`.execute(db)
  return { lines: rows.map(({ total: _total, ...line }) => line), total: rows[0]?.total ?? 0 }
}

function whichOf(filter: LineFilter) {
  switch (filter.kind) {
    case 'all':
      return sql`s.state <> 'stopped'`
    case 'isolated':
      return sql`s.state = 'isolated'`
    case 'offline':
      return sql`s.state = 'active' and s.online_since is null`
    case 'online':
      return sql`s.state <> 'stopped' and s.online_since is not null`
    case 'stopped':
      return sql`s.state = 'stopped'`
    case 'package':
      return sql`s.state <> 'stopped' and lower(p.code) = lower(${filter.code})`
  }
}

export type UsageDay = { day: Day; seconds: number; in_bytes: number; out_bytes: number }

/** Each day from `from` to `to`, the empty ones too. */
export async function usageBetween(
  db: Db,
  { subscriptionId, from, to }: { subscriptionId: number; from: Day; to: Day },
): Promise<UsageDay[]> {
  const { rows } = await sql<UsageDay>`
    select d::date as day, coalesce(u.seconds, 0)::bigint as seconds,
      coalesce(u.in_bytes, 0)::bigint as in_bytes, coalesce(u.out_bytes, 0)::bigint as out_bytes
    from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') as d
    left join usage_days u on u.subscription_id = ${subscriptionId} and u.day = d::date
    order by d`.execute(db)
  return rows
}

export type SecretView = {
  router: string
  reachable: boolean | null
  profile: string
  disabled: boolean
  remote_address: string | null
  in_step: boolean
  problem: string | null
}

/** What each router should have of a line, and whether it does. */
export async function secretsOfLine(db: Db, subscriptionId: number): Promise<SecretView[]> {
  const { rows } = await sql<SecretView>`
    select r.name as router, r.reachable, u.profile, u.disabled, u.remote_address,
      u.synced = u.version as in_step, u.problem
    from router_users u join routers r on r.id = u.router_id
    where u.subscription_id = ${subscriptionId} and (u.wanted or u.synced <> u.version)
    order by r.name`.execute(db)
  return rows
}
