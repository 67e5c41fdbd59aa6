import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { Segment, SegmentPart } from './broadcast.ts'

/** When it is asked: `today` is the day of the business that `at` falls on. */
export type When = { at: Date; today: Day }

/** Whom a segment names now: everybody that all of its parts name; one without parts names nobody. */
export function peopleOf(segment: Segment, when: When): RawBuilder<{ person_id: number }> {
  const parts = segment.parts.map((part) => sql`(${partOf(part, when)})`)
  const all =
    parts.length === 0 ? sql`select null::bigint where false` : sql.join(parts, sql` intersect `)
  return sql`
    select p.id as person_id from people p
    where p.merged_into is null and p.id in (${all}) and not ${isTeam(sql`p.id`)}`
}

/** A reseller is a customer of ours, though he has a role. */
export function isTeam(personId: RawBuilder<unknown>) {
  return sql`exists (select from staff s
    where s.person_id = ${personId} and s.removed_at is null and s.role <> 'reseller')`
}

function partOf(part: SegmentPart, { at, today }: When): RawBuilder<unknown> {
  switch (part.by) {
    case 'customers':
      return sql`select person_id from customers union select person_id from subscriptions
        union select person_id from orders where paid_at is not null`
    case 'unpaid':
      return sql`select person_id from invoices where state in ('open', 'partial')
        and (not ${part.overdueOnly}::boolean or due_on < ${today}::date)`
    case 'isolated':
      return sql`select person_id from subscriptions where state = 'isolated'`
    case 'package':
      return sql`select person_id from subscriptions
        where package_id = ${part.packageId} and state <> 'stopped'
        union select person_id from orders
        where package_id = ${part.packageId} and kind = 'voucher' and paid_at is not null`
    case 'router':
      return sql`select person_id from subscriptions
        where router_id = ${part.routerId} and state <> 'stopped'`
    case 'bought':
      return sql`select person_id from orders where kind = 'voucher'
        and paid_at > ${at}::timestamptz - ${part.withinDays}::int * interval '1 day'`
    case 'stage':
      return sql`select person_id from leads where stage = ${part.stage}`
    case 'departure':
      return sql`select l.person_id from leads l where l.departure_id = ${part.departureId}
        union select l.person_id from lead_brochures b join leads l on l.id = b.lead_id
        where b.departure_id = ${part.departureId}`
    case 'tag':
      return sql`select person_id from customers where ${part.tag} = any(tags)`
    case 'resellers':
      return sql`select person_id from staff where role = 'reseller' and removed_at is null`
  }
}

/** How many it would be, before anything is settled. */
export type Reach = {
  people: number
  optedOut: number
  unknownNumber: number
  /** Of those left, who never wrote to us and has not heard from us either. */
  strangers: number
  /** And to whom Meta takes a template only: their chat is on a Cloud number, and has been silent for a day. */
  outsideWindow: number
}

export async function countReach(
  db: Db,
  { segment, when, cloudFirst }: { segment: Segment; when: When; cloudFirst: boolean },
): Promise<Reach> {
  const { rows } = await sql<Reach>`
    with meant as (${peopleOf(segment, when)}), seen as (
      select p.opted_out_at is not null as opted_out, chat.id as chat_id, chat.channel, chat.open,
        chat.begun, exists (select from identities i
          where i.person_id = p.id and i.kind = 'phone') as has_phone
      from meant m join people p on p.id = m.person_id
      left join lateral (
        select c.id, a.channel, coalesce(c.window_until > ${when.at}::timestamptz, false) as open,
          c.last_inbound_at is not null or c.begun_at is not null as begun
        from conversations c join channel_accounts a on a.id = c.account_id
        where c.person_id = p.id and a.channel <> 'telegram' and not c.is_ops and c.moved_to is null
        order by a.state in ('unlinked', 'banned', 'removed'), c.last_inbound_at desc nulls last, c.id
        limit 1) chat on true
    ), reached as (select * from seen where not opted_out and (chat_id is not null or has_phone))
    select (select count(*) from seen)::int as people,
      (select count(*) from seen where opted_out)::int as "optedOut",
      (select count(*) from seen where not opted_out and chat_id is null and not has_phone)::int
        as "unknownNumber",
      count(*) filter (where not coalesce(begun, false))::int as strangers,
      count(*) filter (where case when chat_id is null then ${cloudFirst}::boolean
        else channel = 'cloud' and not open end)::int as "outsideWindow"
    from reached`.execute(db)
  const [reach] = rows
  if (!reach) throw new Error('A count without a row')
  return reach
}

/** Somebody it would go to, to show how it reads. */
export async function sampleOf(
  db: Db,
  segment: Segment,
  when: When,
): Promise<{ name: string | null } | undefined> {
  const { rows } = await sql<{ name: string | null }>`
    with meant as (${peopleOf(segment, when)})
    select p.name from meant m join people p on p.id = m.person_id
    where p.opted_out_at is null order by p.name is null, m.person_id limit 1`.execute(db)
  return rows[0]
}

/** Every tag in use, the commonest first. */
export async function listTags(db: Db): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from customers cross join unnest(tags) tag group by tag
    order by count(*) desc, tag`.execute(db)
  return rows.map(({ tag }) => tag)
}

type Pointing = Extract<SegmentPart, { by: 'package' | 'router' | 'departure' }>

/** What a part points at, by name; by number where it is gone. */
export async function selectNameOf(db: Db, part: Pointing): Promise<string> {
  const [id, named] = namedBy(part)
  const { rows } = await sql<{ name: string }>`${named} where id = ${id}`.execute(db)
  return rows[0]?.name ?? `#${id}`
}

function namedBy(part: Pointing): [id: number, select: RawBuilder<unknown>] {
  switch (part.by) {
    case 'package':
      return [part.packageId, sql`select name from packages`]
    case 'router':
      return [part.routerId, sql`select name from routers`]
    case 'departure':
      return [part.departureId, sql`select package_name || ' ' || code as name from departures`]
  }
}

export async function isOfTeam(db: Db, personId: number): Promise<boolean> {
  const { rows } = await sql<{ team: boolean }>`
    select ${isTeam(sql`${personId}::bigint`)} as team`.execute(db)
  return rows[0]?.team ?? false
}
