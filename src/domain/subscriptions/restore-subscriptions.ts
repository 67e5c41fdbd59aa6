import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { settleMove } from './follow-up.ts'
import { markRestored } from './state-queries.ts'

/**
 * Gives isolated lines back what they had, their static address too. With `onlyUnpaid` those
 * that somebody isolated for another reason stay as they are. Returns how many it were.
 */
export function restoreSubscriptions(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  {
    subscriptionIds,
    by,
    onlyUnpaid = false,
  }: { subscriptionIds: number[]; by: number | null; onlyUnpaid?: boolean },
): Promise<number> {
  return inTransaction(deps, async (deps) => {
    const moved = await markRestored(deps.db, { ids: subscriptionIds, onlyUnpaid })
    await settleMove(deps, moved, {
      code: 'service.restored',
      action: 'subscription.restored',
      by,
      after: {},
      details: ({ package: name, username }) => ({ package: name, username }),
    })
    return moved.length
  })
}
