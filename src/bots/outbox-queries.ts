import { sql } from 'kysely'
import { asJsonb } from '../domain/as-jsonb.ts'
import type { OutgoingContent, Sort } from '../domain/messages/message.ts'
import type { Language } from '../domain/people/person.ts'
import { isLost } from '../domain/people/customer-queries.ts'
import type { Db } from '../domain/tables.ts'
import { isDue, notAside, waiting } from './due-queries.ts'
import { mayWrite, promoHeld } from './may-write-queries.ts'

export type OutboxRow = {
  id: number
  content: OutgoingContent
  slot: string | null
  sort: Sort
  attempts: number
  /** Of a notice that needs several messages, those that are out. */
  parts_sent: number
  /** It has its place in the budget of a day. */
  counted: boolean
  /** Of the most urgent message that waits in this chat: what is before it must hurry too. */
  priority: number
  account_id: number
  chat: string
  language: Language
  customer: string | null
  is_staff_chat: boolean
  opted_out: boolean
  /** A person took over after this was written: the bot's words are no longer wanted. */
  overtaken: boolean
  /** They wrote within a day. */
  heard: boolean
  /** An answer, or a person's words, wait in this chat. */
  talk: boolean
  /** They never wrote here; `unknown_to_them`: and have not heard from this number either. */
  stranger: boolean
  unknown_to_them: boolean
  created_at: string
  warm_from: string | null
  no_sending_until: string | null
  no_new_chats_until: string | null
  /** Advertising may not go: from this number, or to them; nor ever, where they said so in WhatsApp. */
  no_promo_until: string | null
  no_promo: boolean
  /** Provider id of the last message of the same slot. */
  edits: string | null
  /** A later message of the same slot waits. */
  outdated: boolean
}

/**
 * The next message of a chat, with the right to speak in it. Nothing when the chat has nothing
 * due or somebody else is speaking. Order within a chat is order of writing.
 */
export async function takeNextMessage(
  db: Db,
  taking: { conversationId: number; owner: string; accountIds: number[]; at: Date },
): Promise<OutboxRow | undefined> {
  const { conversationId, owner, accountIds, at } = taking
  const result = await sql<OutboxRow>`
    with head as (
      select o.*, before.sending_owner as speaker_before from outbox o
      join conversations before on before.id = o.conversation_id
      where o.conversation_id = ${conversationId} and ${waiting('o')} and ${notAside}
      order by o.goes_first desc, o.id limit 1
    ), waiting as (
      select min(o.priority) as priority, coalesce(bool_or(o.sort in ('answer', 'person')), false) as talk
      from outbox o where o.conversation_id = ${conversationId} and ${waiting('o')}
    ), speaker as (
      update conversations c set sending_owner = ${owner}, sending_until = now() + ${SPEAKING_LASTS}
      from head, waiting, channel_accounts a
      where c.id = ${conversationId} and c.account_id = any(${accountIds})
        and a.id = c.account_id and ${mayWrite(at)}
        and (c.sending_until is null or c.sending_until < now() or c.sending_owner = ${owner})
        and ${isDue(at, sql`waiting.talk`)}
      returning c.*, waiting.priority as wait_priority, waiting.talk
    ), taken as (
      update outbox o set state = 'sending', attempts = o.attempts + 1,
        -- Whoever had it in hand is gone, and may have said it.
        maybe_out = o.maybe_out
          or (o.state = 'sending' and head.speaker_before is distinct from ${owner})
      from head, speaker where o.id = head.id and ${waiting('o')}
        -- Its number may have been lost this moment, and the queue handed to another.
        and o.conversation_id = ${conversationId}
      returning o.*
    )
    select t.id, t.content, t.slot, t.sort, t.attempts, t.parts_sent, t.counted,
      s.wait_priority as priority, s.account_id, s.chat,
      coalesce(p.language, 'id') as language, p.name as customer,
      s.is_ops or exists (select from staff where person_id = s.person_id and removed_at is null)
        or exists (select from chat_topics where topic_id = s.id) as is_staff_chat,
      p.opted_out_at is not null as opted_out,
      t.from_bot and coalesce(s.human_since > t.created_at, false) as overtaken,
      coalesce(s.window_until > ${at}::timestamptz, false) as heard, s.talk,
      s.last_inbound_at is null as stranger,
      s.last_inbound_at is null and s.begun_at is null as unknown_to_them,
      t.created_at, a.warm_from, a.no_sending_until, a.no_new_chats_until,
      greatest(a.no_promo_until, p.no_promo_until) as no_promo_until,
      p.no_promo_since is not null as no_promo,
      (select e.provider_id from outbox e where t.slot is not null and e.conversation_id = t.conversation_id
        and e.slot = t.slot and e.state = 'sent' and e.provider_id is not null order by e.id desc limit 1) as edits,
      t.slot is not null and exists (select from outbox l where l.conversation_id = t.conversation_id
        and l.slot = t.slot and l.id > t.id and l.state = 'queued') as outdated
    from taken t cross join speaker s join channel_accounts a on a.id = s.account_id
    left join people p on p.id = s.person_id`.execute(db)
  return result.rows[0]
}

/** Whether what was taken a while ago is still wanted: a person may have come, or "stop". */
export async function isStillWanted(db: Db, { id, at }: { id: number; at: Date }) {
  const { rows } = await sql<{ wanted: boolean }>`
    select not (o.from_bot and coalesce(c.human_since > o.created_at, false))
      and not (o.sort in ('reminder', 'promo') and p.opted_out_at is not null)
      and not (o.sort = 'promo' and ${promoHeld(at)})
      and ${mayWrite(at)} as wanted
    from outbox o join conversations c on c.id = o.conversation_id
    join channel_accounts a on a.id = c.account_id
    left join people p on p.id = c.person_id
    where o.id = ${id} and o.state = 'sending'`.execute(db)
  return rows[0]?.wanted ?? false
}

export type Sent = {
  id: number
  conversationId: number
  owner: string
  providerId: string
  /** Gives the right to speak back with it. */
  release: boolean
  /** Whose day it is counted in: a number linked to a phone. */
  countedFor?: { accountId: number; day: string } | undefined
}

/**
 * The channel took them. A chat whose row somebody holds is not waited for, since two who wait
 * for each other's chats would wait for ever: it is not among those returned as released.
 */
export async function markSent(db: Db, sent: Sent[]): Promise<{ released: number[] }> {
  const result = await sql<{ id: number }>`
    with told as (
      select * from jsonb_to_recordset(${asJsonb(sent)}::jsonb) as t(
        id bigint, "conversationId" bigint, owner text, "providerId" text, release boolean, "countedFor" jsonb)
    ), free as (
      select c.id from conversations c join told t on c.id = t."conversationId"
      where t.release and c.sending_owner = t.owner
      for no key update of c skip locked
    ), freed as (
      update conversations set sending_until = null where id in (select id from free)
      returning id
    ), marked as (
      update outbox o set state = 'sent', sent_at = now(), provider_id = t."providerId",
        fate = coalesce(fate, 'accepted'), fate_at = now(), error = null, maybe_out = false
      from told t where o.id = t.id
    ), counted as (
      insert into session_days as d (account_id, day, sent)
      select (t."countedFor"->>'accountId')::bigint, (t."countedFor"->>'day')::date, count(*)
      from told t where t."countedFor" is not null group by 1, 2 order by 1, 2
      on conflict (account_id, day) do update set sent = d.sent + excluded.sent
    )
    select id from freed`.execute(db)
  return { released: result.rows.map(({ id }) => id) }
}

/** One of several messages is out: a next try goes on behind it. */
export async function markPartSent(db: Db, id: number) {
  await sql`update outbox set parts_sent = parts_sent + 1 where id = ${id}`.execute(db)
}

export async function markUnsent(
  db: Db,
  {
    id,
    state,
    error,
  }: { id: number; state: 'failed' | 'superseded' | 'dropped'; error: string | null },
) {
  await sql`
    update outbox set state = ${state}, error = ${error},
      fate = case when ${state} = 'failed' then 'failed' else fate end, fate_at = now()
    where id = ${id}`.execute(db)
}

/** `maybeOut`: nobody knows what became of this try; known of it for good, whatever the next ones say. */
export async function postpone(
  db: Db,
  { id, waitMs, error, maybeOut }: { id: number; waitMs: number; error: string; maybeOut: boolean },
) {
  await sql`
    update outbox set state = 'queued', error = ${error}, maybe_out = maybe_out or ${maybeOut},
      not_before = now() + ${waitMs} * interval '1 millisecond'
    where id = ${id}`.execute(db)
}

/** It was not tried: back to its place; `waitMs` null: until somebody looks again. */
export async function putBack(
  db: Db,
  { id, waitMs, why }: { id: number; waitMs: number | null; why: string },
) {
  await sql`
    update outbox set state = 'queued', error = ${why}, attempts = greatest(0, attempts - 1),
      not_before = now() + ${waitMs}::float8 * interval '1 millisecond'
    where id = ${id}`.execute(db)
}

/** These were taken with others, and their turn did not come. */
export async function putBackUntried(db: Db, ids: number[]) {
  if (ids.length === 0) return
  await sql`
    update outbox set state = 'queued', attempts = greatest(0, attempts - 1)
    where id = any(${ids}::bigint[]) and state = 'sending'`.execute(db)
}

/** Meta says that the window is shut, whatever we believed. */
export async function shutWindows(db: Db, conversationIds: number[], at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update conversations set window_until = ${at}
    where id = any(${conversationIds}::bigint[]) and window_until > ${at}
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * What was refused after it had been taken goes once more, by the rules of a shut window, unless it
 * went as its template. Returns which do.
 */
export async function queueAgain(db: Db, ids: number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update outbox set state = 'queued', fate = null, provider_id = null, parts_sent = 0,
      not_before = null, error = 'window_closed', maybe_out = false
    where id = any(${ids}::bigint[]) and state = 'sent' and not as_template
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** It goes as the template that stands for it. */
export async function markAsTemplate(db: Db, id: number) {
  await sql`update outbox set as_template = true where id = ${id} and not as_template`.execute(db)
}

/** The right to speak in a chat, unless it is kept; a dead process holds it no longer. */
export const SPEAKING_LASTS = sql.raw(`interval '6 seconds'`)

type Speaking = { conversationId: number; owner: string }

/** Returns the number of the chat where it was lost meanwhile. */
export async function stopSpeaking(
  db: Db,
  { conversationId, owner }: Speaking,
): Promise<{ lost: number | undefined }> {
  const { rows } = await sql<{ lost: number | null }>`
    update conversations c set sending_until = null
    from channel_accounts a
    where c.id = ${conversationId} and c.sending_owner = ${owner} and a.id = c.account_id
    returning case when ${isLost} then a.id end as lost`.execute(db)
  return { lost: rows[0]?.lost ?? undefined }
}

export async function keepSpeaking(db: Db, { conversationId, owner }: Speaking) {
  await sql`
    update conversations set sending_until = now() + ${SPEAKING_LASTS}
    where id = ${conversationId} and sending_owner = ${owner}`.execute(db)
}
