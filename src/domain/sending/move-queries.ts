import { sql } from 'kysely'
import { isLost } from '../people/customer-queries.ts'
import type { Db } from '../tables.ts'

/** `is_lost`: somebody has to do something before it writes again. */
export type LostNumber = {
  phone: string | null
  lost_since: Date
  is_lost: boolean
  is_removed: boolean
}

/**
 * Those who move the queue of one number at once do so one after another. `lost_since` names this
 * one loss: when it was last connected, or got the state it has.
 */
export async function lockNumber(db: Db, accountId: number): Promise<LostNumber | undefined> {
  await sql`select from channel_accounts where id = ${accountId} for no key update`.execute(db)
  const { rows } = await sql<LostNumber>`
    select a.phone, coalesce(l.connected_at, a.state_since) as lost_since, ${isLost} as is_lost,
      a.state = 'removed' as is_removed
    from channel_accounts a left join session_leases l on l.account_id = a.id
    where a.id = ${accountId}`.execute(db)
  return rows[0]
}

/** A chat of that number with what waits in it, and whose it is. */
export type WaitingChat = {
  id: number
  person_id: number | null
  phone: string | null
  messages: number
  /** Of these, those that Meta takes at any time. */
  templates: number
}

/**
 * A row `o` of a chat `c` that may be sent from elsewhere: nothing of it can be out, it is no old
 * answer, and it would not be dropped there at once.
 */
const movable = (answersSince: Date) => sql`o.state = 'queued' and o.parts_sent = 0
  and not o.maybe_out
  -- Whoever has the chat in hand gives it back soon: what is behind that goes with it, in order.
  and not coalesce(c.sending_until >= now(), false)
  and not (o.sort = 'answer' and o.created_at < ${answersSince}::timestamptz)
  and not (o.sort in ('reminder', 'promo') and exists (
    select from people p where p.id = c.person_id and p.opted_out_at is not null))`

/**
 * Meta may have approved it: then it can be said where the window is shut. Its text is chosen when
 * it is sent; the names of all that it could be begin with its own.
 */
const hasTemplate = sql`coalesce(o.content->'message' ? 'template' or o.content->'message' ? 'outsideWindow',
  jsonb_typeof(o.content->'notice'->'details'->'meta') = 'object' or exists (
    select from meta_templates m where m.status = 'approved'
      and starts_with(m.key || '.', (o.content->'notice'->>'code') || '.')))`

/** Locked, so that nobody takes a message there while it moves. */
export async function lockWaitingChats(
  db: Db,
  { accountId, answersSince }: { accountId: number; answersSince: Date },
): Promise<WaitingChat[]> {
  await sql`
    select from conversations c where c.account_id = ${accountId} and not c.is_ops and exists (
      select from outbox o where o.conversation_id = c.id and ${movable(answersSince)})
    order by c.id for no key update`.execute(db)
  const { rows } = await sql<WaitingChat>`
    select c.id, c.person_id, count(*)::int as messages,
      count(*) filter (where ${hasTemplate})::int as templates,
      (select i.value from identities i where i.person_id = c.person_id and i.kind = 'phone'
        order by i.account_id = c.account_id desc, i.account_id limit 1) as phone
    from conversations c join outbox o on o.conversation_id = c.id
    where c.account_id = ${accountId} and not c.is_ops and ${movable(answersSince)}
    group by c.id order by c.id`.execute(db)
  return rows
}

/** Of these people, the chat each already has on another number, where free words are taken now. */
export async function chatsElsewhere(
  db: Db,
  { personIds, accountIds, at }: { personIds: number[]; accountIds: number[]; at: Date },
): Promise<{ personId: number; id: number }[]> {
  const { rows } = await sql<{ personId: number; id: number }>`
    select distinct on (c.person_id) c.person_id as "personId", c.id
    from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = any(${personIds}::bigint[]) and c.account_id = any(${accountIds}::bigint[])
      and (a.channel <> 'cloud' or c.window_until > ${at}) and c.moved_to is null and not c.is_ops
    order by c.person_id, c.last_inbound_at desc nulls last, c.id`.execute(db)
  return rows
}

/** `templatesOnly`: free words are not taken there now. */
export type Move = { fromId: number; toId: number; templatesOnly: boolean }

/** The messages themselves, as they are: they keep their numbers, and so their order. */
export async function moveMessages(
  db: Db,
  { moves, answersSince }: { moves: Move[]; answersSince: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox o set conversation_id = m."toId", not_before = null, error = null, counted = false
    from conversations c join ${asRows(moves)} on m."fromId" = c.id
    where o.conversation_id = c.id and ${movable(answersSince)}
      and (not m."templatesOnly" or ${hasTemplate})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Who has a chat has it on the new number too, and a question that waits for an answer can be
 * answered there: "2" means what it meant.
 */
export async function moveTalk(db: Db, { moves, at }: { moves: Move[]; at: Date }) {
  await sql`
    update conversations n set human_since = o.human_since, human_by = o.human_by,
      human_active_at = o.human_active_at, human_on_phone = o.human_on_phone
    from ${asRows(moves)} join conversations o on o.id = m."fromId"
    where n.id = m."toId" and n.human_since is null and o.human_since is not null`.execute(db)
  await sql`
    update conversations o set human_since = null, human_by = null, human_active_at = null,
      human_on_phone = false
    from ${asRows(moves)} where o.id = m."fromId" and o.human_since is not null`.execute(db)
  await sql`
    update questions q set conversation_id = m."toId"
    from ${asRows(moves)} where q.conversation_id = m."fromId"
      and q.used_at is null and q.expires_at > ${at}`.execute(db)
}

/** Those whom nobody told yet of this loss. */
export async function noteMoves(
  db: Db,
  { moves, lostSince, at }: { moves: Move[]; lostSince: Date; at: Date },
): Promise<number[]> {
  const { rows } = await sql<{ to_id: number }>`
    insert into moved_chats (from_id, lost_since, to_id, moved_at)
    select m."fromId", ${lostSince}, m."toId", ${at} from ${asRows(moves)}
    where not exists (select from moved_chats k where k.to_id = m."toId" and k.lost_since = ${lostSince})
    on conflict do nothing returning to_id`.execute(db)
  return [...new Set(rows.map(({ to_id }) => to_id))]
}

export async function insertFirstWords(
  db: Db,
  words: { toIds: number[]; content: object; correlation: string | null; at: Date },
) {
  await sql`
    insert into outbox (conversation_id, content, sort, from_bot, goes_first, correlation, created_at)
    select id, ${JSON.stringify(words.content)}::jsonb, 'service', false, true, ${words.correlation}, ${words.at}
    from unnest(${words.toIds}::bigint[]) as t(id)`.execute(db)
}

/**
 * What stays at a lost number though others can write: what may be out, or is half said, has failed;
 * what nobody wants any more is dropped. What somebody is sending this moment is left to him, and
 * looked at again. With `unreachable`, also what is for people whose phone number nobody knows.
 * Returns how many failed.
 */
export async function endStranded(
  db: Db,
  one: { accountId: number; answersSince: Date; unreachable: boolean },
): Promise<number> {
  const { rows } = await sql<{ state: string }>`
    with silent as materialized (
      select c.id, c.person_id, c.is_ops from conversations c
      where c.account_id = ${one.accountId} and (c.sending_until is null or c.sending_until < now())
        and exists (select from outbox o where o.conversation_id = c.id and o.state in ('queued', 'sending'))
      order by c.id for no key update of c
    )
    update outbox o set fate_at = now(),
      state = case when verdict.why = 'number_lost' then 'failed' else 'dropped' end,
      fate = case when verdict.why = 'number_lost' then 'failed' else o.fate end,
      error = verdict.why
    from outbox w join silent c on c.id = w.conversation_id
      left join people p on p.id = c.person_id
      cross join lateral (select case
        when w.state = 'sending' or w.parts_sent > 0 or w.maybe_out or c.is_ops then 'number_lost'
        when w.sort = 'answer' and w.created_at < ${one.answersSince}::timestamptz then 'too_late'
        when w.sort in ('reminder', 'promo') and p.opted_out_at is not null then 'opted_out'
        when ${one.unreachable} and not exists (select from identities i
          where i.person_id = c.person_id and i.kind = 'phone') then 'number_lost' end as why) verdict
    where o.id = w.id and w.state in ('queued', 'sending') and verdict.why is not null
    returning o.state`.execute(db)
  return rows.filter(({ state }) => state === 'failed').length
}

function asRows(moves: Move[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m("fromId" bigint, "toId" bigint, "templatesOnly" boolean)`
}
