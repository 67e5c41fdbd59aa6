import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { Refusal } from '../refusal.ts'
import { findQuietChats, lockChat, setHuman } from './chat-queries.ts'

/** The bot answers again. */
export function handBackChat(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { conversationId, by }: { conversationId: number; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    if (chat.human_since === null) throw new Refusal('chat.not_taken', {})
    await setHuman(deps.db, conversationId, null)
    const subject = `conversation:${conversationId}`
    await recordAudit(deps, { by, action: 'chat.handed_back', subject })
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}

const QUIET_MS = 12 * 3_600_000

/** A chat in which nobody wrote for twelve hours goes back to the bot by itself. */
export async function handBackQuietChats(deps: Pick<Deps, 'db' | 'now' | 'wake'>) {
  const before = new Date(deps.now().getTime() - QUIET_MS)
  for (const { id } of await findQuietChats(deps.db, before)) {
    await inTransaction(deps, async (deps) => {
      const chat = await lockChat(deps.db, id)
      // Somebody may have written since we looked.
      if (!chat?.human_active_at || chat.human_active_at >= before) return
      await setHuman(deps.db, id, null)
      const subject = `conversation:${id}`
      await recordAudit(deps, { by: null, action: 'chat.handed_back', subject })
      const taker = chat.human_by === null ? undefined : await staffChatOf(deps, chat.human_by)
      const customer = chat.customer ?? `#${id}`
      if (taker !== undefined) {
        await tell(deps, taker, { code: 'chat.handed_back', details: { customer, after: 'quiet' } })
      }
    })
  }
}
