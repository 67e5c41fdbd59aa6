import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { revenueOf, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { lockOrder, setOrderRefunded } from './order-queries.ts'

/**
 * Takes a sale back: the opposite transfer, into the customer's wallet. Nothing is sent back by
 * a gateway, and vouchers already handed out are revoked by whoever refunds.
 */
export async function refundOrder(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { orderId, by, reason }: { orderId: number; by: number; reason: string },
): Promise<{ amountRupiah: number }> {
  const why = reason.trim()
  if (why === '') throw new Refusal('input.invalid', { field: 'reason', problem: 'empty' })
  return inTransaction(deps, async (deps) => {
    const order = await lockOrder(deps.db, orderId)
    if (!order) throw new Refusal('order.unknown', { id: orderId })
    if (order.state !== 'paid' && order.state !== 'delivered') {
      throw new Refusal('order.closed', { state: order.state })
    }
    const amountRupiah = order.amount_rupiah
    await setOrderRefunded(deps.db, orderId)
    await postTransfer(deps, {
      key: `refund:${orderId}`,
      cause: 'refund',
      subject: `order:${orderId}`,
      by,
      lines: [
        { account: revenueOf('isp'), amount: -amountRupiah },
        { account: walletOf(order.person_id), amount: amountRupiah },
      ],
    })
    await recordAudit(deps, {
      by,
      action: 'order.refunded',
      subject: `order:${orderId}`,
      before: { state: order.state },
      after: { state: 'refunded', amountRupiah, reason: why },
    })
    await tell(deps, order.conversation_id, {
      code: 'payment.refunded',
      details: { orderId, amountRupiah },
      priority: 'high',
    })
    return { amountRupiah }
  })
}
