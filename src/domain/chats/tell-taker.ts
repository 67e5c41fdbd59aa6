import type { Correlated, Deps } from '../deps.ts'
import type { NoticeCode, NoticeDetails } from '../messages/notice.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { selectHuman } from './chat-queries.ts'
import { findTopic } from './open-topic.ts'

/**
 * Says something about a customer's chat where it is answered: in its topic, or to who has it;
 * to all who may take it where nobody has.
 */
export async function tellTaker<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  conversationId: number,
  notice: { code: Code; details: NoticeDetails[Code]; slot?: string },
) {
  const human = await selectHuman(deps.db, conversationId)
  const topicId = human && (await findTopic(deps, conversationId))
  // Said where it happened, and not put in the place of what was said above.
  if (topicId !== undefined) {
    const { code, details } = notice
    return tell(deps, topicId, { code, details })
  }
  const own = human?.by ? await staffChatOf(deps, human.by) : undefined
  if (own === undefined) await tellStaff(deps, 'chats.take', notice)
  else await tell(deps, own, notice)
}
