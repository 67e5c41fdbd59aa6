import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { Segment, SegmentPart } from './broadcast.ts'

/** When it is asked: `today` is the day of the business that `at` falls on. */
export type When = { at: Date; today: Day }

/** Whom a segment names now: everybody that all of its parts name; one without parts names nobody. */
export function peopleOf(segment: Segment, when: When): RawBuilder<{ person_id: number }> {
  const parts = segment.parts.map((part) => partOf(part, when))
  const all =
    parts.length === 0 ? sql`select null::bigint where false` : sql.join(parts, sql` intersect `)
  return sql`
    select p.id as person_id from people p
    where p.merged_into is null and p.id in (${all})
      and not exists (select from staff s
        where s.person_id = p.id and s.removed_at is null and s.role <> 'reseller')`
}

function partOf(part: SegmentPart, { at, today }: When): RawBuilder<unknown> {
  switch (part.by) {
    case 'customers':
      return sql`select person_id from customers
        union select person_id from subscriptions union select person_id from orders`
    case 'unpaid':
      return sql`select person_id from invoices where state in ('open', 'partial')
        and (not ${part.overdueOnly} or due_on < ${today}::date)`
    case 'isolated':
      return sql`select person_id from subscriptions where state = 'isolated'`
    case 'package':
      return sql`select person_id from subscriptions
        where package_id = ${part.packageId} and state <> 'stopped'`
    case 'router':
      return sql`select person_id from subscriptions
        where router_id = ${part.routerId} and state <> 'stopped'`
    case 'bought':
      return sql`select person_id from orders where paid_at > ${at}::timestamptz
        - ${part.withinDays} * interval '1 day'`
    case 'stage':
      return sql`select person_id from leads where stage = any(${part.stages})`
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

export type Reach = { people: number; optedOut: number; unknownNumber: number }

/** How many it would be, before anything is settled. */
export async function countReach(db: Db, segment: Segment, when: When): Promise<Reach> {
  const { rows } = await sql<Reach>`
    with meant as (${peopleOf(segment, when)})
    select count(*)::int as people,
      count(*) filter (where p.opted_out_at is not null)::int as "optedOut",
      count(*) filter (where p.opted_out_at is null and ${isUnknown})::int as "unknownNumber"
    from meant m join people p on p.id = m.person_id`.execute(db)
  return rows[0] ?? { people: 0, optedOut: 0, unknownNumber: 0 }
}

/** Neither a chat on WhatsApp nor a phone number to begin one with. */
const isUnknown = sql`not exists (select from identities i where i.person_id = p.id and i.kind = 'phone')
  and not exists (select from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = p.id and a.channel <> 'telegram' and not c.is_ops)`

/** Somebody it would go to, to show how it reads. */
export async function sampleOf(db: Db, segment: Segment, when: When): Promise<number | undefined> {
  const { rows } = await sql<{ person_id: number }>`
    with meant as (${peopleOf(segment, when)})
    select m.person_id from meant m join people p on p.id = m.person_id
    where p.opted_out_at is null order by p.name is null, m.person_id limit 1`.execute(db)
  return rows[0]?.person_id
}

/** Settles who gets it. Whoever came to the segment afterwards does not. */
export async function insertRecipients(
  db: Db,
  { broadcastId, segment, when }: { broadcastId: number; segment: Segment; when: When },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into broadcast_recipients (broadcast_id, person_id, state, reason)
    select ${broadcastId}, m.person_id,
      case when p.opted_out_at is null then 'waiting' else 'skipped' end,
      case when p.opted_out_at is not null then 'opted_out' end
    from (${peopleOf(segment, when)}) m join people p on p.id = m.person_id`.execute(db)
  return Number(numAffectedRows)
}
