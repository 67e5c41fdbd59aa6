import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { settleMove } from './follow-up.ts'
import { markStopped } from './state-queries.ts'
import type { Because } from './subscription.ts'

/**
 * Ends subscriptions for good: their secrets leave the routers, sessions end, and the books keep
 * everything. What is owed stays owed. Returns how many it were.
 */
export function stopSubscriptions(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  {
    subscriptionIds,
    because,
    by,
  }: { subscriptionIds: number[]; because: Because; by: number | null },
): Promise<number> {
  return inTransaction(deps, async (deps) => {
    const moved = await markStopped(deps.db, { ids: subscriptionIds, because, at: deps.now() })
    await settleMove(deps, moved, {
      code: 'service.stopped',
      action: 'subscription.stopped',
      by,
      after: { because },
      details: ({ package: name, username }) => ({ package: name, username }),
    })
    return moved.length
  })
}
