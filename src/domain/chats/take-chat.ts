import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { lockChat, setHuman } from './chat-queries.ts'

/** From now on a person answers this customer; what the bot had not said yet is left unsaid. */
export function takeChat(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { conversationId, by }: { conversationId: number; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    if (chat.human_by !== null && chat.human_by !== by) {
      throw new Refusal('chat.taken', { by: chat.taker ?? `#${chat.human_by}` })
    }
    await setHuman(deps.db, conversationId, { by, at: deps.now() })
    await recordAudit(deps, { by, action: 'chat.taken', subject: `conversation:${conversationId}` })
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}
