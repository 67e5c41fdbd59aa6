import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import { unmade } from './topics.ts'
import type { TopicRow } from './topic-queries.ts'

export type Behind = TopicRow & {
  address: string
  /** Of the customer. */
  name: string | null
  phone: string | null
  has_line: boolean
  has_lead: boolean
  /** Provider id of the newest card. */
  card: string | null
  /** Something waits to be said in it, or its card was not shown yet. */
  speaking: boolean
}

/** Topics of a group that are not as they are wanted, the longest waiting first. */
export async function findBehind(db: Db, forumId: number): Promise<Behind[]> {
  const result = await sql<Behind>`
    with topics as materialized (
      select t.*, r.chat as address, c.person_id,
        (select o.provider_id from outbox o where o.conversation_id = t.topic_id and o.slot = 'card'
          and o.state = 'sent' and o.provider_id is not null order by o.id desc limit 1) as card,
        exists (select from outbox o where o.conversation_id = t.topic_id
          and o.state in ('queued', 'sending')) as speaking
      from chat_topics t join conversations r on r.id = t.topic_id
      join conversations c on c.id = t.conversation_id
      where t.forum_id = ${forumId} and (t.state <> t.wanted or t.state = 'open')
    )
    select t.*, p.name,
      (select i.value from identities i where i.person_id = p.id and i.kind = 'phone' limit 1) as phone,
      exists (select from subscriptions s where s.person_id = p.id and s.state <> 'stopped') as has_line,
      exists (select from leads l where l.conversation_id = t.conversation_id
        and l.stage not in ('won', 'lost')) as has_lead
    from topics t left join people p on p.id = t.person_id
    where t.state <> t.wanted or t.pinned is null or t.pinned <> t.card
    order by t.topic_id`.execute(db)
  return result.rows
}

/** It is about to be made: whatever becomes of us, it will be found behind this message. */
export async function markMaking(db: Db, conversationId: number, after: number | null) {
  await db
    .updateTable('chat_topics')
    .set({ state: 'making', made_after: after })
    .where('conversation_id', '=', conversationId)
    .execute()
}

/**
 * It stands at this address: what waited may go. Somebody may have written in it already, and
 * then it is a chat we know.
 */
export async function markMade(
  db: Db,
  { conversation_id, topic_id }: Pick<TopicRow, 'conversation_id' | 'topic_id'>,
  address: string,
): Promise<number> {
  const known = await sql<{ id: number }>`
    select k.id from conversations k join conversations t on t.account_id = k.account_id
    where t.id = ${topic_id} and k.chat = ${address} and k.id <> t.id`.execute(db)
  const topicId = known.rows[0]?.id ?? topic_id
  if (topicId === topic_id) {
    await db
      .updateTable('conversations')
      .set({ chat: address })
      .where('id', '=', topic_id)
      .execute()
  } else {
    await sql`update outbox set conversation_id = ${topicId} where conversation_id = ${topic_id}`.execute(
      db,
    )
    await sql`update relays set heard_in = ${topicId} where heard_in = ${topic_id}`.execute(db)
  }
  await sql`update chat_topics set topic_id = ${topicId}, state = 'open', made_after = null, pinned = null
    where conversation_id = ${conversation_id}`.execute(db)
  await letWaitingGo(db, topicId)
  return topicId
}

/** What could not be said before goes at once. */
export async function letWaitingGo(db: Db, topicId: number) {
  await sql`
    update outbox set not_before = null, attempts = 0
    where conversation_id = ${topicId} and state = 'queued' and attempts > 0`.execute(db)
}

export async function markTopic(
  db: Db,
  conversationId: number,
  now: { state?: 'open' | 'closed'; pinned?: string },
) {
  await db
    .updateTable('chat_topics')
    .set(now)
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** Somebody deleted it. What is said next waits for another one. */
export async function markGone(db: Db, topicId: number): Promise<number | undefined> {
  const result = await sql<{ conversation_id: number; chat: string }>`
    update chat_topics set state = 'none', made_after = null, pinned = null, wanted = 'open'
    where topic_id = ${topicId} returning conversation_id`.execute(db)
  const [row] = result.rows
  if (!row) return undefined
  await db
    .updateTable('conversations')
    .set({ chat: unmade(row.conversation_id) })
    .where('id', '=', topicId)
    .execute()
  return row.conversation_id
}

/** Only closed, by somebody of the team: opened again for what is to be said there. */
export async function markShut(db: Db, topicId: number): Promise<number | undefined> {
  const row = await db
    .updateTable('chat_topics')
    .set({ state: 'closed', wanted: 'open' })
    .where('topic_id', '=', topicId)
    .returning('conversation_id')
    .executeTakeFirst()
  return row?.conversation_id
}

/** One more try for what a missing topic kept from being said, once there is one. */
export async function queueAgain(db: Db, outboxId: number) {
  await sql`
    update outbox set state = 'queued', attempts = 1, not_before = now() + interval '30 seconds'
    where id = ${outboxId}`.execute(db)
}

/**
 * There can be no topics: what waits for those that were never made is said in the group
 * itself, and they are forgotten.
 */
export async function giveUpUnmade(db: Db, forumId: number) {
  await sql`
    with gone as (
      delete from chat_topics where forum_id = ${forumId} and state in ('none', 'making')
      returning topic_id
    )
    update outbox o set conversation_id = ${forumId}, slot = null, not_before = null, attempts = 0,
      state = case when o.slot = 'card' then 'dropped' else 'queued' end
    from gone where o.conversation_id = gone.topic_id and o.state in ('queued', 'sending')`.execute(
    db,
  )
}

/** Number of the newest message we know of in a group and its topics; what is older is not looked at. */
export async function newestMessage(db: Db, { forumId, chat }: { forumId: number; chat: string }) {
  const result = await sql<{ newest: number | null }>`
    with rooms as (
      select id, chat from conversations where id = ${forumId}
      union select r.id, r.chat from chat_topics t join conversations r on r.id = t.topic_id
        where t.forum_id = ${forumId}
    ), numbers as (
      select split_part(chat, ':', 2) as number from rooms where chat like ${`${chat}:%`}
      union all
      select provider_id from inbox
        where conversation_id in (select id from rooms) and id > (select max(id) - 20000 from inbox)
      union all
      select provider_id from outbox
        where conversation_id in (select id from rooms) and id > (select max(id) - 20000 from outbox)
    )
    select max(number::bigint) as newest from numbers where number ~ '^[0-9]{1,15}$'`.execute(db)
  return result.rows[0]?.newest ?? null
}

/** Addresses in a group that are no topic of nobody's: ours, and those people made. */
export async function knownAddresses(
  db: Db,
  { account_id, chat }: { account_id: number; chat: string },
) {
  const rows = await sql<{ chat: string }>`
    select c.chat from conversations c
    where c.account_id = ${account_id} and c.chat like ${`${chat}:%`}
      and (exists (select from chat_topics t where t.topic_id = c.id)
        or exists (select from inbox i where i.account_id = c.account_id and i.chat = c.chat
          and i.raw->'message' ? 'forum_topic_created'))`.execute(db)
  return rows.rows.map((row) => row.chat)
}

/** Whether anything is left to be done to topics, anywhere. */
export async function anyBehind(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('chat_topics')
    .whereRef('state', '<>', 'wanted')
    .select('topic_id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
