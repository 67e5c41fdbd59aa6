import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { takeUntoldWaiting } from './settle-queries.ts'
import { takeUntoldOrder } from './delivery-queries.ts'

type TellDeps = Pick<Deps, 'db' | 'now' | 'wake'>

/** Batches that cannot go on: whoever waits for one is told, once. They go on by themselves. */
export function tellWaiting(
  deps: TellDeps,
  { routerId, problem }: { routerId: number; problem: string },
) {
  return inTransaction(deps, async (deps) => {
    for (const batch of await takeUntoldWaiting(deps.db, { routerId, at: deps.now() })) {
      const { id, number, router } = batch
      if (batch.order_id !== null) {
        await tellOrderWaiting(deps, { orderId: batch.order_id, router, problem })
      } else if (batch.conversation_id !== null) {
        await tell(deps, batch.conversation_id, {
          code: 'batch.waiting',
          details: { batchId: id, number, router, problem },
          slot: `batch:${id}`,
        })
      }
    }
  })
}

/** Money was taken and nothing is handed over yet: the buyer is told, and whoever can refund. */
export async function tellOrderWaiting(
  deps: TellDeps,
  { orderId, router, problem }: { orderId: number; router: string; problem: string },
) {
  const order = await takeUntoldOrder(deps.db, { orderId, at: deps.now() })
  if (!order) return
  const details = { orderId, package: order.package }
  await tell(deps, order.conversation_id, { code: 'order.waiting_for_router', details })
  await tellStaff(deps, 'payments.refund', {
    code: 'order.waiting_for_router.staff',
    details: { ...details, router, problem, customer: order.customer },
  })
}
