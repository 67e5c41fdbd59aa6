import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { settleMove } from './follow-up.ts'
import { markIsolated } from './state-queries.ts'
import type { Because } from './subscription.ts'

/**
 * Takes lines off the internet, until they are restored: those that are active, and no others.
 * Their routers are told at once and end the sessions under way. Returns how many it were.
 */
export function isolateSubscriptions(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  {
    subscriptionIds,
    because,
    by,
  }: { subscriptionIds: number[]; because: Because; by: number | null },
): Promise<number> {
  return inTransaction(deps, async (deps) => {
    const moved = await markIsolated(deps.db, { ids: subscriptionIds, because, at: deps.now() })
    await settleMove(deps, moved, {
      code: 'service.isolated',
      action: 'subscription.isolated',
      by,
      after: { because },
      details: ({ package: name, username }) => ({ package: name, username, because }),
    })
    return moved.length
  })
}
