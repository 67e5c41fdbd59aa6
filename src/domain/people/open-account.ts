import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { ChannelName } from '../tables.ts'
import {
  chatNow,
  selectConversation,
  selectPrivateChat,
  setOpsChat,
  upsertAccount,
  upsertConversation,
} from './account-queries.ts'

/** Our own account on a channel, by its name; known or made. */
export function openAccount(
  { db }: Pick<Deps, 'db'>,
  account: { channel: ChannelName; name: string },
) {
  return upsertAccount(db, account)
}

/** A chat on an account before anybody wrote in it: an owner's phone. */
export function openChat(
  { db }: Pick<Deps, 'db'>,
  chat: { accountId: number; chat: string; personId?: number },
) {
  return upsertConversation(db, chat)
}

/**
 * The team's group from now on, and no other; none where the settings name none. Whether it takes
 * topics is asked soon after.
 */
export function openOpsChat(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { accountId, chat }: { accountId: number; chat: string | undefined },
) {
  return inTransaction(deps, async (deps) => {
    const { db } = deps
    const now = chat === undefined ? undefined : await chatNow(db, { accountId, chat })
    const conversationId =
      now === undefined ? null : await upsertConversation(db, { accountId, chat: now })
    await setOpsChat(db, { accountId, conversationId })
    if (conversationId !== null) await later(deps, { kind: 'topics.sync' })
  })
}

/** Where a chat is reached. */
export function findConversation({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return selectConversation(db, conversationId)
}

/** The private chat of a member of the team, as the account's door takes it. */
export function staffChatAddress(
  { db }: Pick<Deps, 'db'>,
  who: { accountId: number; personId: number },
): Promise<string | undefined> {
  return selectPrivateChat(db, who)
}
