import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { awaySince } from '../routers/choose-usable-router.ts'
import { createVoucherBatch } from './create-voucher-batch.ts'
import {
  lastRefusedFor,
  lockPaidOrder,
  type OrderVoucher,
  type PaidOrder,
  takeStock,
  vouchersOfOrder,
} from './delivery-queries.ts'
import { leaveAwayRouter } from './leave-away-router.ts'
import { tellOrderWaiting } from './tell-waiting.ts'

type SetAsideDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business'>

export type ReadyOrder = { order: PaidOrder; first: OrderVoucher; vouchers: OrderVoucher[] }

const TRY_REFUSED_AGAIN_MS = 5 * 60_000

/**
 * The vouchers of a paid order, when all of them may be handed over. Null while they are in the
 * making, which this begins where there are none, and when there is nothing left to hand over.
 */
export function setAside(deps: SetAsideDeps, orderId: number): Promise<ReadyOrder | null> {
  return inTransaction(deps, async (deps) => {
    const order = await lockPaidOrder(deps.db, orderId)
    if (!order) return null
    const before = await vouchersOfOrder(deps.db, orderId)
    const ready = asReady(order, before)
    if (ready) return ready
    if (before.length > 0 && !(await leaveAwayRouter(deps, order))) return null
    if (await takeStock(deps.db, order, awaySince(deps.now()))) {
      return asReady(order, await vouchersOfOrder(deps.db, orderId))
    }
    const refusedAt = await lastRefusedFor(deps.db, orderId)
    const isFresh = refusedAt && deps.now().getTime() - refusedAt.getTime() < TRY_REFUSED_AGAIN_MS
    if (!isFresh) await makeFor(deps, order)
    return null
  })
}

function asReady(order: PaidOrder, vouchers: OrderVoucher[]): ReadyOrder | null {
  const [first] = vouchers
  const ready = vouchers.every((one) => one.batch_state === 'ready')
  return first && ready ? { order, first, vouchers } : null
}

async function makeFor(deps: SetAsideDeps, { id, package_code: code, quantity }: PaidOrder) {
  const ask = { package: code, quantity, by: null, conversationId: null, orderId: id }
  try {
    await createVoucherBatch(deps, ask)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await tellOrderWaiting(deps, { orderId: id, router: '', problem: error.code })
  }
}
