import { recordAudit } from '../audit/record-audit.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { lockCustomer } from '../billing/wallet-queries.ts'
import { voidInvoice } from '../billing/void-invoice.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { type Account, refundingOf, subscriptionWalletOf, walletOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { Refusal } from '../refusal.ts'
import { methodLabel } from './pay-methods.ts'
import { refundOrder } from './refund-order.ts'
import {
  claimRefund,
  lastPayments,
  type PaymentInWords,
  readPayment,
  setRefundAsked,
} from './refund-payment-queries.ts'

export type RefundWish = {
  paymentId: number
  /** Into the customer's wallet, or from there back to where it came from. */
  to: 'wallet' | 'source'
  reason: string
  by: number
  conversationId: number
}

export type Refunded = {
  amountRupiah: number
  customer: string
  /** What people call the way it was paid. */
  label: string
  /** What goes back to its source: less than was paid where the rest paid other debts at once. */
  sentRupiah: number
}

const SHOWN = 8

/** The last payments that machines collected and nobody gave back. */
export function refundablePayments({ db, gateways }: Pick<Deps, 'db' | 'gateways'>) {
  const collecting = [...gateways.values()].filter(({ methods }) =>
    methods.some(({ account }) => account === undefined),
  )
  return lastPayments(db, { gateways: collecting.map(({ name }) => name), limit: SHOWN })
}

/** A payment that could go back, in the words it is spoken of in; or a refusal. */
export async function chooseRefund(
  deps: Pick<Deps, 'db' | 'gateways'>,
  { paymentId, to }: Pick<RefundWish, 'paymentId' | 'to'>,
): Promise<PaymentInWords & { label: string; undoes: 'order' | 'invoice' | null }> {
  const payment = await readPayment(deps.db, paymentId)
  const refuse = (why: 'unknown' | 'not_gateway' | 'reversed' | 'order') => {
    throw new Refusal('payment.not_refundable', { id: paymentId, why })
  }
  if (!payment) return refuse('unknown')
  if (payment.chargeId === null) return refuse('not_gateway')
  if (payment.reversed) return refuse('reversed')
  const label = methodLabel(deps.gateways, payment.method)
  if (to === 'source' && !deps.gateways.get(payment.gateway)?.refund) {
    throw new Refusal('refund.not_at_source', { method: label })
  }
  if (payment.refund === 'asked' || payment.refund === 'sent') {
    throw new Refusal('refund.exists', { id: paymentId, state: payment.refund })
  }
  const undoes = undoneBy(payment)
  if (undoes === 'order' && payment.state === 'open') return refuse('order')
  // It lies in the wallet already.
  if (to === 'wallet' && undoes === null) {
    throw new Refusal('refund.exists', { id: paymentId, state: 'wallet' })
  }
  return { ...payment, label, undoes }
}

/** What the payment bought and still stands; a surplus and what was taken back before buy nothing. */
function undoneBy({ appliedRupiah, orderId, state }: PaymentInWords) {
  if (appliedRupiah === 0) return null
  if (orderId !== null) return ['paid', 'delivered', 'open'].includes(state) ? 'order' : null
  return state === 'void' ? null : 'invoice'
}

/**
 * Takes back what a payment bought, into the wallet; where the gateway is to send the money to
 * its source it leaves the wallet at once, so that nobody spends it while the gateway is asked.
 */
export function refundPayment(deps: BillingDeps, wish: RefundWish): Promise<Refunded> {
  const { paymentId, to, by, conversationId } = wish
  return inTransaction(deps, async (deps) => {
    const reason = wish.reason.trim()
    if (reason === '') throw new Refusal('input.invalid', { field: 'alasan', problem: 'empty' })
    const first = await chooseRefund(deps, wish)
    // Whoever takes the same payment back waits here, and is refused when he looks again. What was
    // an order's is locked by its order, as wherever money comes for one.
    if (first.invoiceId !== null) await lockCustomer(deps.db, first.personId)
    const wallet = walletBehind(first)
    const { id: refundId, tries: before } = await claimRefund(deps.db, {
      paymentId,
      wallet: wallet.owner,
      reason,
      at: deps.now(),
      by,
      conversationId,
    })
    // Again, now that nobody else is at it: somebody may have been faster.
    const payment = await chooseRefund(deps, wish)
    await undo(deps, payment, { by, reason })
    const asked = { wallet, refundId, tries: before + 1, wish }
    const sentRupiah = to === 'source' ? await setAside(deps, payment, asked) : 0
    await recordAudit(deps, {
      by,
      action: 'payment.refunded',
      subject: `payment:${paymentId}`,
      after: { to, reason, amountRupiah: payment.amountRupiah, sentRupiah, undoes: payment.undoes },
    })
    const { amountRupiah, customer, label } = payment
    return { amountRupiah, customer, label, sentRupiah }
  })
}

async function undo(
  deps: BillingDeps,
  { undoes, orderId, invoiceId }: Awaited<ReturnType<typeof chooseRefund>>,
  { by, reason }: { by: number; reason: string },
) {
  if (undoes === 'order' && orderId !== null) await refundOrder(deps, { orderId, by, reason })
  if (undoes === 'invoice' && invoiceId !== null) await voidInvoice(deps, { invoiceId, by, reason })
}

/** Out of the wallet, and asked of the gateway after the commit. */
async function setAside(
  deps: BillingDeps,
  payment: PaymentInWords,
  {
    wallet,
    refundId,
    tries,
    wish,
  }: { wallet: Account; refundId: number; tries: number; wish: RefundWish },
): Promise<number> {
  const amountRupiah = Math.min(payment.amountRupiah, await balanceOf(deps, wallet))
  if (amountRupiah <= 0) throw new Refusal('refund.spent', { customer: payment.customer })
  const { by, conversationId, reason } = wish
  await setRefundAsked(deps.db, refundId, {
    amountRupiah,
    tries,
    reason,
    at: deps.now(),
    by,
    conversationId,
  })
  await postTransfer(deps, {
    key: refundKey('asked', { refundId, tries }),
    cause: 'refund asked',
    subject: `payment:${payment.id}`,
    by,
    lines: [
      { account: wallet, amount: -amountRupiah },
      { account: refundingOf(payment.personId), amount: amountRupiah },
    ],
  })
  await later(deps, { kind: 'payment.refund', refundId })
  return amountRupiah
}

/** Where voiding and refunding put what was paid. */
function walletBehind({ personId, subscriptionId }: PaymentInWords): Account {
  return subscriptionId === null ? walletOf(personId) : subscriptionWalletOf(subscriptionId)
}

export function refundKey(
  what: 'asked' | 'sent' | 'refused',
  { refundId, tries }: { refundId: number; tries: number },
) {
  return `payment.refund.${what}:${refundId}:${tries}`
}
