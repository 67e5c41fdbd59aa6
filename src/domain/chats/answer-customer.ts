import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { SentFile } from '../media/sent-file.ts'
import { Refusal } from '../refusal.ts'
import { insertHumanMessage, lockChat, setHuman } from './chat-queries.ts'

type Answer = { conversationId: number; by: number; text: string; file?: SentFile | undefined }

/**
 * Somebody of the team writes to a customer, in their own words. Whoever answers has the chat:
 * two who answer the same customer are told of each other. A photo or document follows the words.
 */
export function answerCustomer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { conversationId, by, text, file }: Answer,
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    if (chat.human_by !== null && chat.human_by !== by) {
      throw new Refusal('chat.taken', { by: chat.taker ?? `#${chat.human_by}` })
    }
    await setHuman(deps.db, conversationId, { by, at: deps.now() })
    const at = deps.now()
    if (text !== '') {
      const correlation = deps.correlation ?? null
      await insertHumanMessage(deps.db, { conversationId, message: { text }, correlation, at })
    }
    if (file) {
      const askedAt = at.toISOString()
      await later(deps, { kind: 'media.relay', to: 'customer', conversationId, by, file, askedAt })
    }
    const subject = `conversation:${conversationId}`
    await recordAudit(deps, { by, action: 'chat.answered', subject })
    deps.wake.outbox(conversationId)
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}
