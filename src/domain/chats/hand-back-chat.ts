import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { Refusal } from '../refusal.ts'
import { type ChatRow, findQuietChats, lockChat, setHuman } from './chat-queries.ts'
import { closeTopic, findTopic, wakeTopics } from './open-topic.ts'

type ChatDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** The bot answers again. `saidIn`: the chat that is told by the answer to whoever asked. */
export function handBackChat(
  deps: ChatDeps,
  { conversationId, by, saidIn }: { conversationId: number; by: number; saidIn?: number },
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    if (chat.human_since === null) throw new Refusal('chat.not_taken', {})
    await setHuman(deps.db, conversationId, null)
    const subject = `conversation:${conversationId}`
    await recordAudit(deps, { by, action: 'chat.handed_back', subject })
    const topicId = await findTopic(deps, conversationId)
    if (topicId !== undefined && topicId !== saidIn) await sayBack(deps, topicId, chat, 'button')
    await closeTopic(deps, conversationId)
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}

const QUIET_MS = 12 * 3_600_000

/** A chat in which nobody wrote for twelve hours goes back to the bot by itself. */
export async function handBackQuietChats(deps: ChatDeps) {
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
      const where = (await findTopic(deps, id)) ?? taker
      if (where !== undefined) await sayBack(deps, where, chat, 'quiet')
      await closeTopic(deps, id)
    })
  }
  await wakeTopics(deps)
}

async function sayBack(
  deps: ChatDeps,
  where: number,
  { id, customer }: ChatRow,
  after: 'button' | 'quiet',
) {
  const details = { customer: customer ?? `#${id}`, after }
  await tell(deps, where, { code: 'chat.handed_back', details })
}
