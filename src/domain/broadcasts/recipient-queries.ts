import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { Notice } from '../messages/notice.ts'
import type { Db } from '../tables.ts'
import type { BroadcastCount, Segment } from './broadcast.ts'
import { isTeam, peopleOf, type When } from './segment-queries.ts'

/**
 * Settles who gets it. Whoever comes to the segment afterwards does not. Two people of one phone
 * number are one reader.
 */
export async function insertRecipients(
  db: Db,
  { broadcastId, segment, when }: { broadcastId: number; segment: Segment; when: When },
): Promise<{ all: number; waiting: number }> {
  const { rows } = await sql<{ all: number; waiting: number }>`
    with meant as materialized (${peopleOf(segment, when)}),
    phones as (
      select i.person_id, min(i.person_id) over (partition by i.value) as reader
      from meant m join identities i on i.person_id = m.person_id and i.kind = 'phone'
    ), doubles as materialized (
      select distinct person_id from phones where reader < person_id
    ), judged as (
      select m.person_id, case when p.opted_out_at is not null then 'opted_out'
        when d.person_id is not null then 'same_number' end as why
      from meant m join people p on p.id = m.person_id left join doubles d on d.person_id = m.person_id
    ), written as (
      insert into broadcast_recipients (broadcast_id, person_id, state, reason)
      select ${broadcastId}, person_id, case when why is null then 'waiting' else 'skipped' end, why
      from judged returning state
    )
    select count(*)::int as all, count(*) filter (where state = 'waiting')::int as waiting
    from written`.execute(db)
  return rows[0] ?? { all: 0, waiting: 0 }
}

/** Its time has come: whoever has paid since then is not told that he owes. */
export async function dropWhoLeft(
  db: Db,
  { broadcastId, segment, when }: { broadcastId: number; segment: Segment; when: When },
) {
  await sql`
    with meant as materialized (${peopleOf(segment, when)})
    update broadcast_recipients r set state = 'skipped', reason = 'left'
    where r.broadcast_id = ${broadcastId} and r.state = 'waiting'
      and not exists (select from meant m where m.person_id = r.person_id)`.execute(db)
}

/** The next so many, without those to whom nothing may be sent any more: they are let go. */
export async function takeRecipients(
  db: Db,
  { broadcastId, limit }: { broadcastId: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    with taken as (
      select r.person_id, case when p.merged_into is not null then 'merged'
        when p.opted_out_at is not null then 'opted_out'
        when ${isTeam(sql`p.id`)} then 'staff' end as why
      from broadcast_recipients r join people p on p.id = r.person_id
      where r.broadcast_id = ${broadcastId} and r.state = 'waiting'
      order by r.person_id limit ${limit} for update of r
    ), let_go as (
      update broadcast_recipients r set state = 'skipped', reason = t.why from taken t
      where r.broadcast_id = ${broadcastId} and r.person_id = t.person_id and t.why is not null
    )
    select person_id from taken where why is null`.execute(db)
  return rows.map(({ person_id }) => person_id)
}

export async function skipRecipients(
  db: Db,
  one: { broadcastId: number; personIds: number[]; reason: string },
) {
  await sql`
    update broadcast_recipients set state = 'skipped', reason = ${one.reason}
    where broadcast_id = ${one.broadcastId} and person_id = any(${one.personIds}::bigint[])
      and state = 'waiting'`.execute(db)
}

/** Puts their messages into the outbox, behind all that is more urgent; each person once. */
export async function insertLetters(
  db: Db,
  one: {
    broadcastId: number
    chats: { personId: number; conversationId: number }[]
    notice: Notice
    priority: number
    at: Date
  },
) {
  await sql`
    with letters as materialized (
      select nextval(pg_get_serial_sequence('outbox', 'id')) as id, l.*
      from jsonb_to_recordset(${asJsonb(one.chats)}::jsonb)
        as l("personId" bigint, "conversationId" bigint)
      join broadcast_recipients r on r.broadcast_id = ${one.broadcastId}
        and r.person_id = l."personId" and r.state = 'waiting'
    ), written as (
      insert into outbox (id, conversation_id, content, priority, from_bot, sort, correlation, created_at)
      overriding system value
      select id, "conversationId", ${asJsonb({ notice: one.notice })}::jsonb, ${one.priority}, false,
        'promo', ${`broadcast:${one.broadcastId}`}, ${one.at} from letters
      returning id
    )
    update broadcast_recipients r set state = 'queued', outbox_id = l.id
    from letters l join written w on w.id = l.id
    where r.broadcast_id = ${one.broadcastId} and r.person_id = l."personId"`.execute(db)
}

/**
 * What stands in the outbox and cannot be out goes back into waiting, or is given up. Locked in
 * one order, as others who take messages away do.
 */
export async function takeBackLetters(
  db: Db,
  { broadcastId, giveUp }: { broadcastId: number; giveUp: boolean },
): Promise<number> {
  const { rows } = await sql<{ person_id: number }>`
    with mine as (
      select o.id, r.person_id from broadcast_recipients r join outbox o on o.id = r.outbox_id
      where r.broadcast_id = ${broadcastId} and o.state = 'queued' and o.parts_sent = 0
        and not o.maybe_out
      order by o.id for update of o
    ), back as (
      update outbox o set state = 'dropped', error = ${giveUp ? 'stopped' : 'paused'}
      from mine where o.id = mine.id and o.state = 'queued'
      returning mine.person_id
    )
    update broadcast_recipients r set outbox_id = null,
      state = ${giveUp ? 'skipped' : 'waiting'}, reason = ${giveUp ? 'stopped' : null}
    from back where r.broadcast_id = ${broadcastId} and r.person_id = back.person_id
    returning r.person_id`.execute(db)
  return rows.length
}

/**
 * A pause or the end came while this one waited for its turn at the door: it goes back, as the
 * rest of them did. Only one that was taken this once: an earlier try may be out. True where it did.
 */
export async function callBackLetter(db: Db, outboxId: number): Promise<boolean> {
  const { rows } = await sql`
    with held as (
      select b.id, b.state = 'stopped' as over from broadcasts b
      join broadcast_recipients r on r.broadcast_id = b.id
      where r.outbox_id = ${outboxId} and b.state in ('paused', 'stopped') for share of b
    ), back as (
      update outbox o set state = 'dropped', error = case when held.over then 'stopped' else 'paused' end
      from held where o.id = ${outboxId} and o.state = 'sending' and o.attempts = 1
        and o.parts_sent = 0 and not o.maybe_out
      returning held.id, held.over
    )
    update broadcast_recipients r set outbox_id = null,
      state = case when back.over then 'skipped' else 'waiting' end,
      reason = case when back.over then 'stopped' end
    from back where r.broadcast_id = back.id and r.outbox_id = ${outboxId}
    returning r.person_id`.execute(db)
  return rows.length > 0
}

export async function giveUpWaiting(db: Db, broadcastId: number) {
  await sql`
    update broadcast_recipients set state = 'skipped', reason = 'stopped'
    where broadcast_id = ${broadcastId} and state = 'waiting'`.execute(db)
}

/** Each recipient `r` with his row `o` of the outbox, and what became of him. */
const fates = (broadcastId: number) => sql`
  select r.person_id, o.sent_at, o.fate_at,
    case when r.state <> 'queued' then r.state
      when o.state in ('queued', 'sending') then 'queued'
      when o.state = 'failed' or o.fate = 'failed' then 'failed'
      when o.state <> 'sent' then 'skipped'
      when o.fate in ('delivered', 'read') then o.fate
      else 'sent' end as fate,
    -- A code stands first in what a channel says, and in what we say ourselves.
    coalesce(r.reason, substring(o.error from '^[a-z0-9_]+'), 'unknown') as why
  from broadcast_recipients r left join outbox o on o.id = r.outbox_id
  where r.broadcast_id = ${broadcastId}`

/**
 * Those who still wait for it. `aside`: of those in the outbox, those that wait there for the
 * morning, a budget or a next try. Cheap however many have it already: what the outbox holds is little.
 */
export async function countUnsettled(
  db: Db,
  broadcastId: number,
): Promise<{ waiting: number; queued: number; aside: number }> {
  const { rows } = await sql<{ waiting: number; queued: number; aside: number }>`
    with held as materialized (
      select id, not_before from outbox where state in ('queued', 'sending')
    ), mine as (
      select h.not_before from held h join broadcast_recipients r on r.outbox_id = h.id
      where r.broadcast_id = ${broadcastId}
    )
    select count(*)::int as queued, count(*) filter (where not_before > now())::int as aside,
      (select count(*)::int from broadcast_recipients
        where broadcast_id = ${broadcastId} and state = 'waiting') as waiting
    from mine`.execute(db)
  return rows[0] ?? { waiting: 0, queued: 0, aside: 0 }
}

/** Of those whom it is still to be handed on for, who never wrote to us and has not heard from us either. */
export async function countStrangersLeft(db: Db, broadcastId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from broadcast_recipients r
    where r.broadcast_id = ${broadcastId} and r.state = 'waiting'
      and not exists (select from conversations c join channel_accounts a on a.id = c.account_id
        where c.person_id = r.person_id and a.channel <> 'telegram' and not c.is_ops
          and (c.last_inbound_at is not null or c.begun_at is not null))`.execute(db)
  return rows[0]?.n ?? 0
}

/** How far it is: looks at everybody who should have it. */
export async function countBroadcast(
  db: Db,
  broadcastId: number,
): Promise<{ count: BroadcastCount }> {
  const { rows } = await sql<BroadcastCount>`
    with fates as materialized (${fates(broadcastId)}), reasons as (
      select why, count(*)::int as n from fates where fate in ('skipped', 'failed') group by 1
    )
    select count(*)::int as total,
      count(*) filter (where fate = 'waiting')::int as waiting,
      count(*) filter (where fate = 'queued')::int as queued,
      count(*) filter (where fate in ('sent', 'delivered', 'read'))::int as sent,
      count(*) filter (where fate in ('delivered', 'read'))::int as delivered,
      count(*) filter (where fate = 'read')::int as read,
      count(*) filter (where fate = 'failed')::int as failed,
      count(*) filter (where fate = 'skipped')::int as skipped,
      coalesce((select jsonb_object_agg(why, n) from reasons), '{}') as reasons
    from fates`.execute(db)
  const [count] = rows
  if (!count) throw new Error('A count without a row')
  return { count }
}

export type Fate = {
  name: string | null
  phone: string | null
  fate: 'waiting' | 'queued' | 'skipped' | 'failed' | 'sent' | 'delivered' | 'read'
  why: string
  sent_at: Date | null
  fate_at: Date | null
}

/** Everybody who should have it, and what became of it. */
export async function listFates(db: Db, broadcastId: number): Promise<Fate[]> {
  const { rows } = await sql<Fate>`
    with fates as materialized (${fates(broadcastId)})
    select p.name, f.fate, f.why, f.sent_at, f.fate_at,
      (select i.value from identities i where i.person_id = p.id and i.kind = 'phone'
        order by i.account_id limit 1) as phone
    from fates f join people p on p.id = f.person_id order by p.name nulls last, p.id`.execute(db)
  return rows
}
