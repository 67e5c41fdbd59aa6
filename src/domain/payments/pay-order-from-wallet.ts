import type { BillingDeps } from '../billing/billing-deps.ts'
import { lockCustomer } from '../billing/wallet-queries.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { receivableOf, revenueOf, walletOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tellStaff } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { nextReceiptNumber } from './next-receipt-number.ts'
import { customerName } from './order.ts'
import { lockOrder, readOrder, setOrderPaid } from './order-queries.ts'
import { insertPayment } from './payment-queries.ts'

export type PaidFromWallet = { package: string; amountRupiah: number; leftRupiah: number }

/**
 * What lies with a customer pays for what he ordered, whole or not at all. The order is locked
 * and then the wallet: whoever taps twice, or while a payment comes in, is told that it is paid.
 */
export function payOrderFromWallet(
  deps: BillingDeps,
  { orderId, personId }: { orderId: number; personId: number },
): Promise<PaidFromWallet> {
  return inTransaction(deps, async (deps) => {
    const order = await lockOrder(deps.db, orderId)
    // Of somebody else looks like of nobody.
    if (order?.person_id !== personId || order.kind !== 'voucher') {
      throw new Refusal('order.unknown', { id: orderId })
    }
    const isOver = order.expires_at <= deps.now()
    if (order.state !== 'open' || isOver) {
      throw new Refusal('order.closed', { state: order.state === 'open' ? 'expired' : order.state })
    }
    const before = order.applied_rupiah
    const amountRupiah = order.amount_rupiah - before
    await lockCustomer(deps.db, personId)
    const balanceRupiah = await balanceOf(deps, walletOf(personId))
    if (balanceRupiah < amountRupiah) {
      throw new Refusal('wallet.short', { balanceRupiah, neededRupiah: amountRupiah })
    }
    const at = deps.now()
    const paymentId = await insertPayment(deps.db, {
      gateway: 'balance',
      method: 'balance',
      providerReference: `BAL-ORDER-${orderId}`,
      chargeId: null,
      orderId,
      invoiceId: null,
      personId,
      subscriptionId: null,
      amountRupiah,
      paidAt: at,
      appliedRupiah: amountRupiah,
      surplusRupiah: 0,
      by: null,
    })
    await postTransfer(deps, {
      key: `payment:${paymentId}`,
      cause: 'balance',
      subject: `order:${orderId}`,
      lines: [
        { account: walletOf(personId), amount: -amountRupiah },
        { account: receivableOf(personId), amount: -before },
        { account: revenueOf('isp'), amount: order.amount_rupiah },
      ],
    })
    const said = await deliverSoon(deps, orderId, at)
    return { package: said, amountRupiah, leftRupiah: balanceRupiah - amountRupiah }
  })
}

async function deliverSoon(deps: BillingDeps, orderId: number, paidAt: Date): Promise<string> {
  const receiptNumber = await nextReceiptNumber(deps)
  await setOrderPaid(deps.db, orderId, { receiptNumber, paidAt })
  await later(deps, { kind: 'order.deliver', orderId }, { key: `order.deliver:${orderId}` })
  const order = await readOrder(deps.db, orderId)
  if (!order) throw new Error(`there is no order ${orderId}`)
  await tellStaff(deps, 'payments.view', {
    code: 'payment.sold.staff',
    details: {
      customer: customerName({ ...order, personId: order.person_id }),
      package: order.package,
      amountRupiah: order.amount_rupiah,
      method: 'balance',
    },
  })
  return order.package
}
