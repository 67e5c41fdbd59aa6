import type { Correlated, Deps } from '../deps.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { lockChat, selectHuman } from './chat-queries.ts'
import { whoseTopic } from './open-topic.ts'

/**
 * Something could not be shown in a customer's topic, where the team believes to read everything.
 * Said elsewhere: to who has the chat, or to all who may take it.
 */
export async function tellCopyLost(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { topicId, error }: { topicId: number; error: string },
) {
  const conversationId = await whoseTopic(deps, topicId)
  if (conversationId === undefined) return
  const customer = (await lockChat(deps.db, conversationId))?.customer ?? `#${conversationId}`
  const notice = {
    code: 'chat.copy_lost' as const,
    details: { conversationId, customer, error },
    slot: `copy_lost:${conversationId}`,
  }
  const human = await selectHuman(deps.db, conversationId)
  const own = human?.by ? await staffChatOf(deps, human.by) : undefined
  if (own === undefined) await tellStaff(deps, 'chats.take', notice)
  else await tell(deps, own, notice)
}
