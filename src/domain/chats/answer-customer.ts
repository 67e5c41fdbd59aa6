import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { insertHumanMessage, lockChat, setHuman } from './chat-queries.ts'

/**
 * Somebody of the team writes to a customer, in their own words. Whoever answers has the chat:
 * two who answer the same customer are told of each other.
 */
export function answerCustomer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { conversationId, by, text }: { conversationId: number; by: number; text: string },
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    if (chat.human_by !== null && chat.human_by !== by) {
      throw new Refusal('chat.taken', { by: chat.taker ?? `#${chat.human_by}` })
    }
    await setHuman(deps.db, conversationId, { by, at: deps.now() })
    await insertHumanMessage(deps.db, { conversationId, text, at: deps.now() })
    const subject = `conversation:${conversationId}`
    await recordAudit(deps, { by, action: 'chat.answered', subject })
    deps.wake.outbox(conversationId)
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}
