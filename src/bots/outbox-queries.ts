import { sql } from 'kysely'
import type { OutgoingContent } from '../domain/messages/message.ts'
import type { Language } from '../domain/people/person.ts'
import type { Db } from '../domain/tables.ts'
import { asJsonb } from './inbox-queries.ts'

export type OutboxRow = {
  id: number
  content: OutgoingContent
  slot: string | null
  from_bot: boolean
  attempts: number
  /** Of a notice that needs several messages, those that are out. */
  parts_sent: number
  /** Of the most urgent message that waits in this chat: what is before it must hurry too. */
  priority: number
  account_id: number
  chat: string
  language: Language
  customer: string | null
  is_staff_chat: boolean
  /** A person took over after this was written: the bot's words are no longer wanted. */
  overtaken: boolean
  /** Provider id of the last message of the same slot. */
  edits: string | null
  /** A later message of the same slot waits. */
  outdated: boolean
}

/**
 * The next message of a chat, with the right to speak in it. Nothing when the chat has nothing
 * due or somebody else is speaking. Order within a chat is order of writing: a message that
 * waits for its next try holds the ones behind it.
 */
export async function takeNextMessage(
  db: Db,
  {
    conversationId,
    owner,
    accountIds,
  }: { conversationId: number; owner: string; accountIds: number[] },
): Promise<OutboxRow | undefined> {
  const result = await sql<OutboxRow>`
    with head as (
      select * from outbox
      where conversation_id = ${conversationId} and state in ('queued', 'sending')
      order by id limit 1
    ), speaker as (
      update conversations c set sending_owner = ${owner}, sending_until = now() + ${SPEAKING_LASTS}
      from head
      where c.id = ${conversationId} and c.account_id = any(${accountIds})
        and (c.sending_until is null or c.sending_until < now() or c.sending_owner = ${owner})
        and (head.not_before is null or head.not_before <= now())
      returning c.*
    ), taken as (
      update outbox o set state = 'sending', attempts = o.attempts + 1
      from head, speaker where o.id = head.id and o.state in ('queued', 'sending')
      returning o.*
    )
    select t.id, t.content, t.slot, t.from_bot, t.attempts, t.parts_sent, s.account_id, s.chat,
      (select min(w.priority) from outbox w where w.conversation_id = t.conversation_id
        and w.state in ('queued', 'sending')) as priority,
      coalesce(p.language, 'id') as language, p.name as customer,
      s.is_ops or exists (select from staff where person_id = s.person_id and removed_at is null) as is_staff_chat,
      t.from_bot and coalesce(s.human_since > t.created_at, false) as overtaken,
      (select e.provider_id from outbox e where t.slot is not null and e.conversation_id = t.conversation_id
        and e.slot = t.slot and e.state = 'sent' and e.provider_id is not null order by e.id desc limit 1) as edits,
      t.slot is not null and exists (select from outbox l where l.conversation_id = t.conversation_id
        and l.slot = t.slot and l.id > t.id and l.state = 'queued') as outdated
    from taken t cross join speaker s left join people p on p.id = s.person_id`.execute(db)
  return result.rows[0]
}

export type Sent = {
  id: number
  conversationId: number
  owner: string
  providerId: string
  /** Gives the right to speak back with it. */
  release: boolean
}

/**
 * The channel took them. A chat whose row somebody holds is not waited for, since two who wait
 * for each other's chats would wait for ever: it is not among those returned as released.
 */
export async function markSent(db: Db, sent: Sent[]): Promise<{ released: number[] }> {
  const result = await sql<{ id: number }>`
    with told as (
      select * from jsonb_to_recordset(${asJsonb(sent)}::jsonb) as t(
        id bigint, "conversationId" bigint, owner text, "providerId" text, release boolean)
    ), free as (
      select c.id from conversations c join told t on c.id = t."conversationId"
      where t.release and c.sending_owner = t.owner
      for no key update of c skip locked
    ), freed as (
      update conversations set sending_until = null where id in (select id from free)
      returning id
    ), marked as (
      update outbox o set state = 'sent', sent_at = now(), provider_id = t."providerId",
        fate = coalesce(fate, 'accepted'), fate_at = now(), error = null
      from told t where o.id = t.id
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

export async function postpone(
  db: Db,
  { id, waitMs, error }: { id: number; waitMs: number; error: string },
) {
  await sql`
    update outbox set state = 'queued', error = ${error},
      not_before = now() + ${waitMs} * interval '1 millisecond'
    where id = ${id}`.execute(db)
}

/** The right to speak in a chat, unless it is kept; a dead process holds it no longer. */
export const SPEAKING_LASTS = sql.raw(`interval '6 seconds'`)

type Speaking = { conversationId: number; owner: string }

export async function stopSpeaking(db: Db, { conversationId, owner }: Speaking) {
  await sql`
    update conversations set sending_until = null
    where id = ${conversationId} and sending_owner = ${owner}`.execute(db)
}

export async function keepSpeaking(db: Db, { conversationId, owner }: Speaking) {
  await sql`
    update conversations set sending_until = now() + ${SPEAKING_LASTS}
    where id = ${conversationId} and sending_owner = ${owner}`.execute(db)
}

/** Of these chats, those whose next message may go now. */
export async function findDueChats(db: Db, conversationIds: number[]): Promise<Set<number>> {
  const result = await sql<{ id: number }>`
    select c.id from unnest(${conversationIds}::bigint[]) as c(id)
    cross join lateral (select not_before from outbox
      where conversation_id = c.id and state in ('queued', 'sending')
      order by id limit 1) head
    where head.not_before is null or head.not_before <= now()`.execute(db)
  return new Set(result.rows.map(({ id }) => id))
}

/** Chats with messages that nobody is sending, the most urgent first. */
export async function findForgottenChats(
  db: Db,
  { accountIds, limit }: { accountIds: number[]; limit: number },
) {
  const result = await sql<{ id: number }>`
    select c.id from conversations c
    join (select o.conversation_id, min(o.priority) as priority from outbox o
      where o.state in ('queued', 'sending') and (o.not_before is null or o.not_before <= now())
      group by o.conversation_id) waiting on waiting.conversation_id = c.id
    where c.account_id = any(${accountIds})
      and (c.sending_until is null or c.sending_until < now())
    order by waiting.priority, c.id limit ${limit}`.execute(db)
  return result.rows.map(({ id }) => id)
}
