import { sql } from 'kysely'
import { asJsonb } from '../domain/as-jsonb.ts'
import type { Sort } from '../domain/messages/message.ts'
import type { Db } from '../domain/tables.ts'

export type InboxRow = {
  account_id: number
  chat: string
  provider_id: string
  kind: string
  inbound: unknown
  raw: unknown
  correlation: string
}

export type Written = { id: number; conversation_id: number | null; kind: string }

/**
 * Writes what was heard, drops repeats, and makes sure each chat has a conversation. Statuses
 * belong to a message of ours, not to the order of a chat, and get no conversation. What came
 * without its words gives way to the same message with them, and is answered again.
 */
export async function insertInbox(
  db: Db,
  rows: (InboxRow & { place: number })[],
  receivedAt: Date,
): Promise<Written[]> {
  const result = await sql<Written>`
    with heard as (
      -- One statement may not touch a row twice: of one message in a batch, the first with words.
      select distinct on (account_id, chat, provider_id) *
      from jsonb_to_recordset(${asJsonb(rows)}::jsonb) as h(
        account_id bigint, chat text, provider_id text, kind text,
        inbound jsonb, raw jsonb, correlation text, place int)
      order by account_id, chat, provider_id, kind = 'stub', place
    ), chats as (
      select distinct account_id, chat from heard where kind <> 'status'
    ), known as (
      select c.id, c.account_id, c.chat from conversations c join chats using (account_id, chat)
    ), made as (
      insert into conversations (account_id, chat)
      select account_id, chat from chats
      where not exists (select from known k where k.account_id = chats.account_id and k.chat = chats.chat)
      order by account_id, chat
      -- Somebody else may have made it since; updating is the only way to be given its id.
      on conflict (account_id, chat) do update set chat = excluded.chat
      returning id, account_id, chat
    )
    insert into inbox (account_id, chat, provider_id, conversation_id, kind, inbound, raw, correlation, received_at)
    select h.account_id, h.chat, h.provider_id, c.id, h.kind, h.inbound, h.raw, h.correlation, ${receivedAt}
    from heard h
    left join (select * from known union all select * from made) c
      on h.kind <> 'status' and c.account_id = h.account_id and c.chat = h.chat
    order by h.place
    on conflict (account_id, chat, provider_id) do update
      set kind = excluded.kind, inbound = excluded.inbound, raw = excluded.raw,
        handled_at = null, parked_at = null, attempts = 0, error = null
      where inbox.kind = 'stub' and excluded.kind <> 'stub'
    returning id, conversation_id, kind`.execute(db)
  return result.rows
}

/**
 * Moves the fate of our messages on, never back. A status can come before the channel's answer
 * to the send is stored: it waits here until it finds its message, a few minutes at most.
 * Returns what failed, to be told.
 */
export async function applyStatuses(db: Db, limit = 500) {
  const result = await sql<{
    outbox_id: number
    conversation_id: number
    customer: string | null
    is_staff_chat: boolean
    sort: Sort
    error: string | null
  }>`
    with waiting as (
      select id, account_id, written_at, inbound->>'messageId' as message_id, inbound->>'fate' as fate,
        inbound->>'error' as error, inbound->'price' as price
      from inbox where kind = 'status' and handled_at is null and parked_at is null
      order by id limit ${limit} for update skip locked
    ), ranked as (
      select distinct on (account_id, message_id) * from waiting
      order by account_id, message_id, array_position(${RANKS}, fate) desc
    ), moved as (
      update outbox o set fate = r.fate, fate_at = now(), error = coalesce(r.error, o.error),
        delivered_at = case when r.fate in ('delivered', 'read')
          then coalesce(o.delivered_at, now()) else o.delivered_at end,
        price_category = coalesce(r.price->>'category', o.price_category),
        price_type = coalesce(r.price->>'type', o.price_type)
      from ranked r
      where o.provider_id = r.message_id
        and exists (select from conversations c where c.id = o.conversation_id and c.account_id = r.account_id)
        and coalesce(array_position(${RANKS}, o.fate), 0) < array_position(${RANKS}, r.fate)
        and not (r.fate = 'failed' and o.fate in ('delivered', 'read'))
      returning o.id, o.conversation_id, o.fate, o.sort, o.error
    ), done as (
      update inbox i set handled_at = now()
      from waiting w
      where i.id = w.id and (
        exists (select from outbox o where o.provider_id = w.message_id)
        or w.written_at < now() - interval '5 minutes')
    )
    select m.id as outbox_id, m.conversation_id, p.name as customer, m.sort, m.error,
      c.is_ops or exists (select from staff where person_id = c.person_id and removed_at is null)
        or exists (select from chat_topics where topic_id = c.id) as is_staff_chat
    from moved m join conversations c on c.id = m.conversation_id
    left join people p on p.id = c.person_id
    where m.fate = 'failed'`.execute(db)
  return result.rows
}

const RANKS = sql.raw(`array['accepted', 'delivered', 'read', 'failed']`)
