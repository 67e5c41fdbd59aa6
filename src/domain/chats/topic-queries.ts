import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import { unmade, type TopicProblem } from './topics.ts'

export type Forum = {
  id: number
  account_id: number
  chat: string
  takes_topics: boolean | null
  problem: TopicProblem | null
  told: string[]
  asked_at: Date | null
}

/** The team's group, and what is known of it; nothing asked yet counts as no topics. */
export async function findForum(db: Db): Promise<Forum | undefined> {
  const result = await sql<Forum>`
    select c.id, c.account_id, c.chat, f.takes_topics, f.problem, coalesce(f.told, '{}') as told, f.asked_at
    from conversations c join channel_accounts a on a.id = c.account_id
    left join ops_forums f on f.conversation_id = c.id
    where c.is_ops and a.channel = 'telegram' order by c.id limit 1`.execute(db)
  return result.rows[0]
}

export async function saveForum(
  db: Db,
  id: number,
  seen: { takesTopics: boolean | null; problem: TopicProblem | null; told: string[]; at: Date },
) {
  const { takesTopics, problem, told, at } = seen
  await sql`
    insert into ops_forums (conversation_id, takes_topics, problem, told, asked_at)
    values (${id}, ${takesTopics}, ${problem}, ${told}::text[], ${at})
    on conflict (conversation_id) do update set takes_topics = excluded.takes_topics,
      problem = excluded.problem, told = excluded.told, asked_at = excluded.asked_at`.execute(db)
}

/** What was known of a group is asked anew: our rights there changed. */
export async function forgetForum(db: Db, id: number): Promise<boolean> {
  const result = await sql`
    update ops_forums set takes_topics = null, problem = null, told = '{}', asked_at = null
    where conversation_id = ${id}`.execute(db)
  return result.numAffectedRows === 1n
}

const BUSY_LASTS = sql.raw(`interval '20 seconds'`)

/** Takes or keeps the making of topics in a group. False while another process is at it. */
export async function holdForum(db: Db, id: number, owner: string): Promise<boolean> {
  const result = await sql`
    insert into ops_forums as f (conversation_id, busy_by, busy_until) values (${id}, ${owner}, now() + ${BUSY_LASTS})
    on conflict (conversation_id) do update set busy_by = ${owner}, busy_until = now() + ${BUSY_LASTS}
      where f.busy_by = ${owner} or f.busy_until is null or f.busy_until < now()`.execute(db)
  return result.numAffectedRows === 1n
}

/** Nobody took it over since; nobody does until this transaction ends. */
export async function isHeldBy(db: Db, id: number, owner: string): Promise<boolean> {
  const row = await db
    .selectFrom('ops_forums')
    .where('conversation_id', '=', id)
    .where('busy_by', '=', owner)
    .select('conversation_id')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function leaveForum(db: Db, id: number, owner: string) {
  await sql`update ops_forums set busy_until = null
    where conversation_id = ${id} and busy_by = ${owner}`.execute(db)
}

export type TopicRow = {
  conversation_id: number
  topic_id: number
  forum_id: number
  wanted: 'open' | 'closed'
  state: 'none' | 'making' | 'open' | 'closed'
  made_after: number | null
  pinned: string | null
}

export function lockTopic(db: Db, conversationId: number): Promise<TopicRow | undefined> {
  return db
    .selectFrom('chat_topics')
    .where('conversation_id', '=', conversationId)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** The topic a customer's chat is shown in now. */
export async function selectOpenTopic(db: Db, conversationId: number) {
  const row = await db
    .selectFrom('chat_topics')
    .where('conversation_id', '=', conversationId)
    .where('wanted', '=', 'open')
    .select('topic_id')
    .executeTakeFirst()
  return row?.topic_id
}

/** Whose topic a chat is. */
export function selectTopicOwner(db: Db, topicId: number) {
  return db
    .selectFrom('chat_topics')
    .where('topic_id', '=', topicId)
    .select(['conversation_id', 'wanted'])
    .executeTakeFirst()
}

/** A topic that is wanted and stands nowhere yet, in this group. */
export async function insertTopic(
  db: Db,
  { conversationId, forum }: { conversationId: number; forum: Pick<Forum, 'id' | 'account_id'> },
): Promise<number> {
  const result = await sql<{ topic_id: number }>`
    with room as (
      insert into conversations (account_id, chat) values (${forum.account_id}, ${unmade(conversationId)})
      on conflict (account_id, chat) do update set chat = excluded.chat
      returning id
    )
    insert into chat_topics (conversation_id, topic_id, forum_id)
    select ${conversationId}, room.id, ${forum.id} from room
    on conflict (conversation_id) do update set topic_id = excluded.topic_id, forum_id = excluded.forum_id,
      wanted = 'open', state = 'none', made_after = null, pinned = null
    returning topic_id`.execute(db)
  const [row] = result.rows
  if (!row) throw new Error('a topic was not written down')
  return row.topic_id
}

export async function wantTopic(db: Db, conversationId: number, wanted: 'open' | 'closed') {
  await db
    .updateTable('chat_topics')
    .set({ wanted })
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** True the first time somebody writes in a topic who may not. */
export async function insertGuest(db: Db, topicId: number, personId: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('topic_guests')
    .values({ topic_id: topicId, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether a message of this slot was said in a topic before. */
export async function isSlotUsed(
  db: Db,
  { topicId, slot }: { topicId: number; slot: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .where('conversation_id', '=', topicId)
    .where('slot', '=', slot)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * The talk goes on in another chat of the same customer, and so does its topic; returns the chats
 * that have one now. One that is being made this moment, or stands there already, stays where it is.
 */
export async function moveTopics(
  db: Db,
  moves: { fromId: number; toId: number }[],
): Promise<number[]> {
  const result = await sql<{ conversation_id: number; topic_id: number }>`
    update chat_topics t set conversation_id = m."toId"
    from (select distinct on ("toId") "fromId", "toId"
      from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as r("fromId" bigint, "toId" bigint)
      join chat_topics own on own.conversation_id = "fromId"
      where own.state <> 'making' order by "toId", own.wanted = 'open' desc, "fromId") m
    where t.conversation_id = m."fromId"
      and not exists (select from chat_topics k where k.conversation_id = m."toId")
      and not exists (select from conversations r join conversations a on a.account_id = r.account_id
        where r.id = t.topic_id and a.chat = 'topic:' || m."toId")
    returning t.conversation_id, t.topic_id`.execute(db)
  // One that is not made yet stands at an address that names the customer's chat.
  for (const { conversation_id, topic_id } of result.rows) {
    await sql`update conversations set chat = ${unmade(conversation_id)}
      where id = ${topic_id} and chat like 'topic:%'`.execute(db)
  }
  return result.rows.map(({ conversation_id }) => conversation_id)
}
