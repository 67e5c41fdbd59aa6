import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { readCard } from './read-card.ts'
import { markGone, markShut, queueAgain } from './topic-sync-queries.ts'

/**
 * Something could not be said in a topic, since somebody deleted or closed it: it is made anew,
 * or opened, and then said. False where that was no topic of ours.
 */
export function loseTopic(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  lost: { topicId: number; outboxId: number; how: 'gone' | 'shut' },
): Promise<boolean> {
  return inTransaction(deps, async (deps) => {
    const mark = lost.how === 'gone' ? markGone : markShut
    const conversationId = await mark(deps.db, lost.topicId)
    if (conversationId === undefined) return false
    await queueAgain(deps.db, lost.outboxId)
    if (lost.how === 'gone') {
      const details = await readCard(deps, conversationId)
      await tell(deps, lost.topicId, { code: 'chat.card', details, slot: 'card' })
    }
    await later(deps, { kind: 'topics.sync' })
    return true
  })
}
