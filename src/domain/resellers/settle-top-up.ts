import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { nextReceiptNumber } from '../payments/next-receipt-number.ts'
import { customerName } from '../payments/order.ts'
import {
  readOrder,
  setOrderApplied,
  setOrderDelivered,
  setOrderPaid,
} from '../payments/order-queries.ts'
import { selectResellerChat } from './reseller-queries.ts'
import { watchDeposit } from './watch-deposit.ts'

export type TopUp = {
  orderId: number
  /** What arrived: all of it is in the deposit by now. */
  amountRupiah: number
  /** How much of the order was paid before, and by this. */
  beforeRupiah: number
  appliedRupiah: number
  completes: boolean
  paidAt: Date
  method: string
}

/**
 * The deposit has grown: says so, and closes the order once all of it came. There is nothing to
 * hand over, so it is delivered at once. In the transaction that posted the money.
 */
export async function settleTopUp(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  topUp: TopUp,
): Promise<{ depositRupiah: number; receiptNumber: string | null }> {
  const { orderId, amountRupiah, method } = topUp
  const order = await readOrder(deps.db, orderId)
  if (!order) throw new Error(`there is no order ${orderId}`)
  const depositRupiah = await watchDeposit(deps, { personId: order.person_id })
  const paidRupiah = topUp.beforeRupiah + topUp.appliedRupiah
  let receiptNumber: string | null = null
  if (topUp.completes) {
    receiptNumber = await nextReceiptNumber(deps)
    await setOrderPaid(deps.db, orderId, { receiptNumber, paidAt: topUp.paidAt })
    await setOrderDelivered(deps.db, orderId, deps.now())
    // Finds nothing left to do, and lets a page that is open look again.
    await later(deps, { kind: 'order.deliver', orderId }, { key: `order.deliver:${orderId}` })
  } else if (topUp.appliedRupiah > 0) {
    await setOrderApplied(deps.db, orderId, paidRupiah)
  }
  const openRupiah =
    topUp.completes || topUp.appliedRupiah === 0 ? 0 : order.amount_rupiah - paidRupiah
  // Who never wrote has no chat: the one that took his money is somebody else's.
  const chat = await selectResellerChat(deps.db, order.person_id, order.conversation_id)
  if (chat !== undefined) {
    await tell(deps, chat, {
      code: 'reseller.deposited',
      details: { amountRupiah, depositRupiah, method, receiptNumber, openRupiah },
      priority: 'high',
    })
  }
  await tellStaff(deps, 'payments.view', {
    code: 'reseller.deposited.staff',
    details: {
      reseller: customerName({ ...order, personId: order.person_id }),
      amountRupiah,
      depositRupiah,
      method,
    },
  })
  return { depositRupiah, receiptNumber }
}
