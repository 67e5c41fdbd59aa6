import type { Correlated, Deps } from '../deps.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { markActive, markOnPhone, markWaitingForHuman, selectHuman } from './chat-queries.ts'
import { openTopic, showCard } from './open-topic.ts'

type ChatDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * The customer wants a person: the bot falls silent and everyone who may take a chat is told,
 * in a topic of his own where the team's group has topics. It speaks again when the chat is
 * handed back, or after a long quiet.
 */
export async function letHumanAnswer(
  deps: ChatDeps,
  { conversationId, customer, text }: { conversationId: number; customer: string; text: string },
) {
  await markWaitingForHuman(deps.db, conversationId, deps.now())
  const topicId = await openTopic(deps, conversationId)
  const details = { conversationId, customer, text }
  const notice = { code: 'chat.wants_human' as const, details, priority: 'high' as const }
  if (topicId === undefined) await tellStaff(deps, 'chats.take', notice)
  else await tell(deps, topicId, notice)
}

/**
 * Somebody of ours answered on the phone that shares the number: the bot is silent, nobody in
 * particular has the chat, and its topic shows what was said.
 */
export async function noteTypedOnPhone(
  deps: ChatDeps,
  { conversationId, text }: { conversationId: number; text: string },
) {
  const isNew = await markOnPhone(deps.db, conversationId, deps.now())
  const topicId = await openTopic(deps, conversationId)
  if (topicId === undefined) return
  if (isNew) await showCard(deps, conversationId)
  const details = { conversationId, text }
  await tell(deps, topicId, { code: 'chat.typed_on_phone', details })
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
