import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** The customer's conversation that a message of ours in a staff chat was about. */
export async function selectRelayedConversation(
  db: Db,
  { conversationId, providerId }: { conversationId: number; providerId: string },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('outbox')
    .where('conversation_id', '=', conversationId)
    .where('provider_id', '=', providerId)
    .select('content')
    .executeTakeFirst()
  if (!row || !('notice' in row.content)) return undefined
  const { details } = row.content.notice
  return 'conversationId' in details ? details.conversationId : undefined
}

/** A message as its channel names it. */
export type Named = { conversationId: number; providerId: string }

/** Writes down that `outboxId` is a copy of what was heard. */
export async function insertRelay(
  db: Db,
  { outboxId, heard, by }: { outboxId: number; heard: Named; by: number | null },
) {
  await db
    .insertInto('relays')
    .values({
      outbox_id: outboxId,
      heard_in: heard.conversationId,
      heard_as: heard.providerId,
      by_person: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The other end of a message that was passed on, whichever end this is; none while it is not sent. */
export async function selectOtherEnd(
  db: Db,
  { conversationId, providerId }: Named,
): Promise<Named | undefined> {
  const result = await sql<{ conversation_id: number; provider_id: string }>`
    select o.conversation_id, o.provider_id from relays r join outbox o on o.id = r.outbox_id
    where r.heard_in = ${conversationId} and r.heard_as = ${providerId} and o.provider_id is not null
    union all
    select r.heard_in, r.heard_as from outbox o join relays r on r.outbox_id = o.id
    where o.provider_id = ${providerId} and o.conversation_id = ${conversationId}
    limit 1`.execute(db)
  const [row] = result.rows
  return row && { conversationId: row.conversation_id, providerId: row.provider_id }
}

export type Copy = {
  id: number
  conversation_id: number
  provider_id: string | null
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'superseded' | 'dropped'
  text: string
  has_file: boolean
  /** It carries this message and no other. */
  alone: boolean
}

/** The copies of what was heard; locked, so that what still waits can be changed. */
export async function lockCopies(db: Db, { conversationId, providerId }: Named): Promise<Copy[]> {
  const result = await sql<Copy>`
    select o.id, o.conversation_id, o.provider_id, o.state,
      coalesce(o.content->'message'->>'text', '') as text, o.content->'message' ? 'file' as has_file,
      not exists (select from relays other where other.outbox_id = o.id
        and other.heard_as <> r.heard_as) as alone
    from relays r join outbox o on o.id = r.outbox_id
    where r.heard_in = ${conversationId} and r.heard_as = ${providerId}
    order by o.id for no key update of o`.execute(db)
  return result.rows
}

/**
 * False where it does not wait, or was tried: then it may be out, or its bytes are fixed already and
 * the next try sends those.
 */
export async function rewriteQueued(db: Db, outboxId: number, text: string): Promise<boolean> {
  const result = await sql`
    update outbox set content = jsonb_set(content, '{message,text}', to_jsonb(${text}::text))
    where id = ${outboxId} and state = 'queued' and attempts = 0`.execute(db)
  return result.numAffectedRows === 1n
}

/**
 * Writes it behind the words of the same person that still wait, if they are the last in their
 * chat: what comes in a burst goes as one message.
 */
export async function joinQueued(
  db: Db,
  { conversationId, heardIn, text }: { conversationId: number; heardIn: number; text: string },
): Promise<number | undefined> {
  const result = await sql<{ id: number }>`
    with last as (
      select id from outbox where conversation_id = ${conversationId}
        and state in ('queued', 'sending') order by id desc limit 1
    )
    update outbox o set content = jsonb_set(o.content, '{message,text}',
      to_jsonb((o.content->'message'->>'text') || E'\n' || ${text}::text))
    from last where o.id = last.id and o.state = 'queued' and o.not_before is null and o.attempts = 0
      and o.slot is null and jsonb_typeof(o.content->'message') = 'object'
      and (o.content->'message') - 'text'::text - 'replyTo'::text = '{}'::jsonb
      and length(o.content->'message'->>'text') + ${text.length} < 3000
      and exists (select from relays r where r.outbox_id = o.id and r.heard_in = ${heardIn})
    returning o.id`.execute(db)
  return result.rows[0]?.id
}

/** In which chat of a group a message stands: reactions name the group, and not the topic. */
export async function selectRoomOf(
  db: Db,
  { conversationId: forumId, providerId }: Named,
): Promise<number | undefined> {
  const result = await sql<{ id: number }>`
    select o.conversation_id as id from outbox o join chat_topics t on t.topic_id = o.conversation_id
    where o.provider_id = ${providerId} and t.forum_id = ${forumId}
    union all
    select r.heard_in from relays r join chat_topics t on t.topic_id = r.heard_in
    where r.heard_as = ${providerId} and t.forum_id = ${forumId}
    limit 1`.execute(db)
  return result.rows[0]?.id
}
