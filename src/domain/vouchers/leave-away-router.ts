import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { routersOfPackage } from '../routers/candidate-queries.ts'
import { chooseUsableRouter, isUsable } from '../routers/choose-usable-router.ts'
import { type PaidOrder, pendingBatchOf } from './delivery-queries.ts'
import { tellOrderWaiting } from './tell-waiting.ts'
import { withdrawBatch } from './withdraw-batch.ts'

/**
 * What is in the making for a paid order on a router that went away is given up where another one
 * works, so that it is made there. True when it was; nobody has seen those codes.
 */
export async function leaveAwayRouter(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  order: Pick<PaidOrder, 'id' | 'package_id' | 'spread'>,
): Promise<boolean> {
  const now = deps.now()
  const waiting = await pendingBatchOf(deps.db, order.id)
  if (!waiting || isUsable(waiting, now)) return false
  const { package_id: packageId, spread } = order
  const candidates = await routersOfPackage(deps.db, { packageId, counted: spread })
  const other = chooseUsableRouter(candidates, { now, spread })
  if (!other || other.id === waiting.id || !isUsable(other, now)) {
    const { name: router, state } = waiting
    const problem = state === 'maintenance' ? 'maintenance' : 'unreachable'
    await tellOrderWaiting(deps, { orderId: order.id, router, problem })
    return false
  }
  try {
    await withdrawBatch(deps, { batchId: waiting.batch_id, reason: 'moved', by: null })
    return true
  } catch (error) {
    // It became ready in this very moment: delivering it has been asked for.
    if (error instanceof Refusal && error.code === 'batch.not_pending') return false
    throw error
  }
}
