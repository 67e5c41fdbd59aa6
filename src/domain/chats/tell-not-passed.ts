import type { Correlated, Deps } from '../deps.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { tell } from '../messages/tell.ts'
import { whoseTopic } from './open-topic.ts'
import { isSlotUsed } from './topic-queries.ts'

/**
 * Something was written in a customer's topic that never reaches him, and whoever wrote it cannot
 * see that. Said once in each topic.
 */
export async function tellNotPassed(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  topicId: number,
  because: NoticeDetails['chat.not_passed']['because'],
) {
  if ((await whoseTopic(deps, topicId)) === undefined) return
  const slot = `not_passed:${because}`
  if (await isSlotUsed(deps.db, { topicId, slot })) return
  await tell(deps, topicId, { code: 'chat.not_passed', details: { because }, slot })
}
