import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { Message, Sort } from '../messages/message.ts'
import type { Db } from '../tables.ts'

export type ChatRow = {
  id: number
  human_since: Date | null
  human_by: number | null
  human_active_at: Date | null
  human_on_phone: boolean
  customer: string | null
  taker: string | null
}

export async function lockChat(db: Db, conversationId: number): Promise<ChatRow | undefined> {
  const result = await sql<ChatRow>`
    select c.id, c.human_since, c.human_by, c.human_active_at, c.human_on_phone,
      p.name as customer,
      (select name from people where id = c.human_by) as taker
    from conversations c left join people p on p.id = c.person_id
    where c.id = ${conversationId}
    for no key update of c`.execute(db)
  return result.rows[0]
}

export async function setHuman(
  db: Db,
  conversationId: number,
  human: { by: number | null; at: Date; onPhone?: boolean } | null,
) {
  await db
    .updateTable('conversations')
    .set((eb) =>
      human
        ? {
            human_since: eb.fn.coalesce('human_since', eb.val(human.at)),
            human_by: human.by,
            human_active_at: human.at,
            human_on_phone: human.onPhone ?? false,
          }
        : {
            human_since: null,
            human_by: null,
            human_active_at: null,
            human_on_phone: false,
            misses: 0,
          },
    )
    .where('id', '=', conversationId)
    .execute()
}

/** Nobody in particular yet; whoever has it already keeps it. */
export async function markWaitingForHuman(db: Db, conversationId: number, at: Date) {
  await db
    .updateTable('conversations')
    .set((eb) => ({
      human_since: eb.fn.coalesce('human_since', eb.val(at)),
      human_active_at: at,
      human_on_phone: false,
    }))
    .where('id', '=', conversationId)
    .execute()
}

/** True where the bot had it until now. Who has it already keeps it. */
export async function markOnPhone(db: Db, conversationId: number, at: Date): Promise<boolean> {
  const result = await sql<{ is_new: boolean }>`
    with before as (select human_since from conversations where id = ${conversationId} for no key update)
    update conversations set human_since = coalesce(conversations.human_since, ${at}),
      human_active_at = ${at}, human_on_phone = human_by is null
    from before where id = ${conversationId}
    returning before.human_since is null as is_new`.execute(db)
  return result.rows[0]?.is_new ?? false
}

export function selectTaker(db: Db, conversationId: number) {
  return db
    .selectFrom('conversations')
    .innerJoin('people', 'people.id', 'conversations.human_by')
    .where('conversations.id', '=', conversationId)
    .select(['people.id', 'people.name'])
    .executeTakeFirst()
}

export async function markActive(db: Db, conversationId: number, at: Date) {
  await db
    .updateTable('conversations')
    .set({ human_active_at: at })
    .where('id', '=', conversationId)
    .where('human_since', 'is not', null)
    .execute()
}

export function selectHuman(db: Db, conversationId: number) {
  return db
    .selectFrom('conversations')
    .where('id', '=', conversationId)
    .where('human_since', 'is not', null)
    .select(['human_by as by', 'human_on_phone as onPhone'])
    .executeTakeFirst()
}

/** The chats somebody had wait for anybody again. */
export async function releaseChats(db: Db, by: number) {
  await db.updateTable('conversations').set({ human_by: null }).where('human_by', '=', by).execute()
}

export function findQuietChats(db: Db, before: Date) {
  return db
    .selectFrom('conversations')
    .where('human_since', 'is not', null)
    .where('human_active_at', '<', before)
    .select('id')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** A row that is said in a chat; one that is held waits so long, in real time, for what it lacks. */
export async function insertSaid(
  db: Db,
  row: {
    conversationId: number
    message: Message
    sort: Sort
    holdSeconds: number | null
    correlation: string | null
    at: Date
  },
): Promise<number> {
  const { id } = await db
    .insertInto('outbox')
    .values({
      conversation_id: row.conversationId,
      content: asJsonb({ message: row.message }),
      from_bot: false,
      sort: row.sort,
      not_before:
        row.holdSeconds === null
          ? null
          : sql<Date>`now() + ${row.holdSeconds} * interval '1 second'`,
      correlation: row.correlation,
      created_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What a row was held for has come. False when it did not wait any longer. */
export async function fillHeld(
  db: Db,
  outboxId: number,
  message: Partial<Message>,
): Promise<boolean> {
  const result = await sql`
    update outbox set not_before = null, content = jsonb_build_object('message',
      content->'message' || ${asJsonb(message)}::jsonb)
    where id = ${outboxId} and state = 'queued' and attempts = 0`.execute(db)
  return result.numAffectedRows === 1n
}

type Found = { id: number; customer: string | null; phone: string | null; taker: string | null }

const customerChats = sql`
  select c.id, c.person_id, p.name as customer, c.human_since, c.last_inbound_at,
    (select i.value from identities i where i.person_id = p.id and i.kind = 'phone' limit 1) as phone,
    (select name from people where id = c.human_by) as taker
  from conversations c join people p on p.id = c.person_id
  join channel_accounts a on a.id = c.account_id
  where a.channel <> 'telegram'`

/**
 * By the number of the chat, a phone number, or part of a name. Of somebody who writes to several of
 * our numbers the chat that a person has, and else where he wrote last.
 */
export async function searchChats(
  db: Db,
  by: { id: number } | { phone: string } | { name: string },
): Promise<Found[]> {
  const which =
    'id' in by
      ? sql`id = ${by.id}`
      : 'phone' in by
        ? sql`person_id in (select person_id from identities where kind = 'phone' and value = ${by.phone})`
        : sql`strpos(lower(customer), lower(${by.name})) > 0`
  const result = await sql<Found>`
    select * from (
      select distinct on (person_id) * from (${customerChats}) chats where ${which}
      order by person_id, human_since is null, last_inbound_at desc nulls last, id desc
    ) one_each order by last_inbound_at desc nulls last, id desc limit 9`.execute(db)
  return result.rows
}

export async function listTakenChats(db: Db): Promise<Found[]> {
  const result = await sql<Found>`
    select * from (${customerChats}) chats where human_since is not null
    order by human_since limit 20`.execute(db)
  return result.rows
}

/** Whose chats somebody has, as far as anybody wrote there since; two are as good as more. */
export function listChatsInHand(db: Db, { by, since }: { by: number; since: Date }) {
  return db
    .selectFrom('conversations')
    .leftJoin('people', 'people.id', 'conversations.person_id')
    .where('human_by', '=', by)
    .where('human_active_at', '>=', since)
    .select('people.name as customer')
    .limit(2)
    .execute()
}

/** The new chat may be known already: the first thing heard there can come before this. */
export async function moveOpsChat(
  db: Db,
  { conversationId, to }: { conversationId: number; to: string },
) {
  await sql`
    with old as (
      update conversations set moved_to = ${to}, is_ops = false where id = ${conversationId}
      returning account_id, (select is_ops from conversations where id = ${conversationId}) as was_ops
    )
    insert into conversations (account_id, chat, is_ops)
    select account_id, ${to}, was_ops from old
    on conflict (account_id, chat) do update set is_ops = conversations.is_ops or excluded.is_ops`.execute(
    db,
  )
}

/** Where the owners talk to us in private. */
export async function selectOwnerChats(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('staff')
    .innerJoin('conversations', 'conversations.person_id', 'staff.person_id')
    .innerJoin('channel_accounts', 'channel_accounts.id', 'conversations.account_id')
    .where('channel_accounts.channel', '=', 'telegram')
    .where('staff.removed_at', 'is', null)
    .where('staff.role', '=', 'owner')
    .select('conversations.id')
    .orderBy('conversations.id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function selectName(db: Db, personId: number): Promise<string | null> {
  const row = await db
    .selectFrom('people')
    .where('id', '=', personId)
    .select('name')
    .executeTakeFirst()
  return row?.name ?? null
}

/** A row of the outbox, and where it went. */
export function selectSaid(db: Db, outboxId: number) {
  return db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .where('outbox.id', '=', outboxId)
    .select([
      'outbox.conversation_id',
      'outbox.provider_id',
      'outbox.state',
      'conversations.account_id',
      'conversations.chat',
    ])
    .executeTakeFirst()
}

export async function selectLanguage(db: Db, conversationId: number) {
  const row = await db
    .selectFrom('conversations')
    .innerJoin('people', 'people.id', 'conversations.person_id')
    .where('conversations.id', '=', conversationId)
    .select('people.language')
    .executeTakeFirst()
  return row?.language
}
