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
  {
    accountId,
    chat,
    personId,
    isOps,
  }: { accountId: number; chat: string; personId?: number; isOps?: boolean },
): Promise<number> {
  const known = {
    ...(personId !== undefined && { person_id: personId }),
    ...(isOps !== undefined && { is_ops: isOps }),
  }
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
