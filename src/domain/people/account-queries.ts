import { sql } from 'kysely'
import type { ChannelName, Db } from '../tables.ts'

export async function upsertAccount(
  db: Db,
  account: { channel: ChannelName; name: string },
): Promise<number> {
  const { id } = await db
    .insertInto('channel_accounts')
    .values(account)
    .onConflict((conflict) =>
      conflict.columns(['channel', 'name']).doUpdateSet({ name: account.name }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function upsertConversation(
  db: Db,
  { accountId, chat, personId }: { accountId: number; chat: string; personId?: number },
): Promise<number> {
  const known = personId === undefined ? {} : { person_id: personId }
  const { id } = await db
    .insertInto('conversations')
    .values({ account_id: accountId, chat, ...known })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'chat']).doUpdateSet({ chat, ...known }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Where a chat is now: settings go on naming the number a group had before it grew. */
export async function chatNow(db: Db, { accountId, chat }: { accountId: number; chat: string }) {
  const row = await db
    .selectFrom('conversations')
    .where('account_id', '=', accountId)
    .where('chat', '=', chat)
    .select('moved_to')
    .executeTakeFirst()
  return row?.moved_to ?? chat
}

/** One of the chats of an account, or none, is the team's. */
export async function setOpsChat(
  db: Db,
  { accountId, conversationId }: { accountId: number; conversationId: number | null },
) {
  await sql`
    update conversations set is_ops = (id is not distinct from ${conversationId})
    where account_id = ${accountId} and (is_ops or id = ${conversationId})`.execute(db)
}

export async function selectConversation(db: Db, conversationId: number) {
  const { account_id, chat } = await db
    .selectFrom('conversations')
    .where('id', '=', conversationId)
    .select(['account_id', 'chat'])
    .executeTakeFirstOrThrow()
  return { accountId: account_id, chat }
}

export async function selectPrivateChat(
  db: Db,
  { accountId, personId }: { accountId: number; personId: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('conversations')
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .select('chat')
    .executeTakeFirst()
  return row?.chat
}
