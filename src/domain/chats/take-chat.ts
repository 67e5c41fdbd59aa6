import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { lockChat, selectTaker, setHuman } from './chat-queries.ts'
import { openTopic, showCard } from './open-topic.ts'

/**
 * From now on a person answers this customer; what the bot had not said yet is left unsaid. One
 * that somebody has already is only taken from him by whoever said so: `over`.
 */
export function takeChat(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { conversationId, by, over = false }: { conversationId: number; by: number; over?: boolean },
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    const others = chat.human_by !== null && chat.human_by !== by
    if (others && !over) throw new Refusal('chat.taken', { by: chat.taker ?? `#${chat.human_by}` })
    await setHuman(deps.db, conversationId, { by, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'chat.taken',
      subject: `conversation:${conversationId}`,
      ...(others && { before: { by: chat.human_by } }),
    })
    const topicId = await openTopic(deps, conversationId)
    if (topicId !== undefined) await showCard(deps, conversationId)
    return { customer: chat.customer ?? `#${conversationId}`, topicId }
  })
}

/** Who has a chat that is not `but`; undefined where nobody has. */
export async function takerBeside(
  { db }: Pick<Deps, 'db'>,
  { conversationId, but }: { conversationId: number; but: number },
) {
  const taker = await selectTaker(db, conversationId)
  return taker && taker.id !== but ? { ...taker, name: taker.name ?? `#${taker.id}` } : undefined
}
