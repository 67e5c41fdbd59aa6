import type { Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import { markActive, markWaitingForHuman, selectHuman } from './chat-queries.ts'

/**
 * The customer wants a person: the bot falls silent and everyone who may take a chat is told.
 * It speaks again when the chat is handed back, or after a long quiet.
 */
export async function letHumanAnswer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { conversationId, customer, text }: { conversationId: number; customer: string; text: string },
) {
  await markWaitingForHuman(deps.db, conversationId, deps.now())
  await tellStaff(deps, 'chats.take', {
    code: 'chat.wants_human',
    details: { conversationId, customer, text },
    priority: 'high',
  })
}

/**
 * Somebody wrote in a chat that a person has: the twelve quiet hours begin anew. One that was
 * handed back a moment ago stays with the bot.
 */
export function noteActivity({ db, now }: Pick<Deps, 'db' | 'now'>, conversationId: number) {
  return markActive(db, conversationId, now())
}

/** Who has a chat now; `by` is null while it waits for anybody. Undefined when the bot has it. */
export function findHuman({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return selectHuman(db, conversationId)
}
