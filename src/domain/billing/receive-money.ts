import { inTransaction } from '../in-transaction.ts'
import { type Account, subscriptionWalletOf, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { insertPayment } from '../payments/payment-queries.ts'
import { applyWallets } from './apply-wallets.ts'
import type { BillingDeps } from './billing-deps.ts'
import { isOwed } from './invoice.ts'
import { insertCarryOver, type InvoiceRow, lockPayable } from './invoice-queries.ts'
import { receivableFor } from './receivable.ts'
import { settle } from './settle.ts'
import { tellOfPayment } from './tell-of-payment.ts'

/** Money that is certain, on its way to an invoice. */
export type InvoiceMoney = {
  invoiceId: number
  amountRupiah: number
  /** Part of it that we asked for ourselves, to recognise it by. */
  uniqueCodeRupiah?: number
  /** Where it came from: a gateway's clearing account, cash. */
  source: Account
  gateway: string
  method: string
  /** Unique for each gateway: the same money is credited once. */
  reference: string
  chargeId?: number
  by?: number
  /** Whoever calls says what happened, in better words. */
  quiet?: true
}

export type Received = {
  paymentId: number
  /** Of the invoice the money went to, which may carry the one it was meant for. */
  invoiceId: number
  appliedRupiah: number
  surplusRupiah: number
  openRupiah: number
}

/**
 * Credits money to an invoice: what is open of it first, what is too much to the wallet, once.
 * One that was carried passes it on to the invoice that carries it. Whoever is paid in full is
 * back on line with the same commit. `lock` lets a caller hold its own rows between the invoice
 * and the ledger; it says false when the money was credited before.
 */
export function receiveMoney(
  deps: BillingDeps,
  money: InvoiceMoney,
  lock: (deps: BillingDeps) => Promise<boolean> = async () => true,
): Promise<Received | undefined> {
  return inTransaction(deps, async (deps) => {
    const invoice = await lockPayable(deps.db, money.invoiceId)
    if (!invoice) throw new Error(`there is no invoice ${money.invoiceId}`)
    if (!(await lock(deps))) return undefined

    const owed = isOwed(invoice.state) ? invoice.total_rupiah - invoice.applied_rupiah : 0
    const appliedRupiah = Math.min(owed, money.amountRupiah)
    const surplusRupiah = money.amountRupiah - appliedRupiah
    const at = deps.now()
    const paymentId = await insertPayment(deps.db, {
      gateway: money.gateway,
      method: money.method,
      providerReference: money.reference,
      chargeId: money.chargeId ?? null,
      orderId: null,
      invoiceId: invoice.id,
      personId: invoice.person_id,
      subscriptionId: invoice.subscription_id,
      amountRupiah: money.amountRupiah,
      paidAt: at,
      appliedRupiah,
      surplusRupiah,
      by: money.by ?? null,
    })
    const surplus = { rupiah: surplusRupiah, uniqueCode: money.uniqueCodeRupiah ?? 0 }
    await post(deps, invoice, { money, paymentId, appliedRupiah, surplus })
    if (appliedRupiah > 0) await settle(deps, invoice, appliedRupiah)
    const received = { paymentId, invoiceId: invoice.id, appliedRupiah, surplusRupiah }
    const openRupiah = owed - appliedRupiah
    if (!money.quiet)
      await tellOfPayment(deps, { ...money, ...received, openRupiah, wasOwed: owed > 0 })
    if (surplusRupiah > 0) {
      await insertCarryOver(deps.db, {
        kind: 'overpayment',
        from: invoice.id,
        to: null,
        amountRupiah: surplusRupiah,
        paymentId,
        at,
      })
      await applyWallets(deps, { personId: invoice.person_id })
    }
    return { ...received, openRupiah }
  })
}

async function post(
  deps: BillingDeps,
  invoice: InvoiceRow,
  {
    money,
    paymentId,
    appliedRupiah,
    surplus,
  }: {
    money: InvoiceMoney
    paymentId: number
    appliedRupiah: number
    surplus: { rupiah: number; uniqueCode: number }
  },
) {
  const own = walletOf(invoice.person_id)
  const wallet =
    invoice.subscription_id === null ? own : subscriptionWalletOf(invoice.subscription_id)
  // What we asked for on top is the customer's, wherever the rest belongs.
  const code = Math.min(surplus.uniqueCode, surplus.rupiah)
  await postTransfer(deps, {
    key: `payment:${paymentId}`,
    cause: 'payment',
    subject: `invoice:${invoice.id}`,
    ...(money.by !== undefined && { by: money.by }),
    lines: [
      { account: money.source, amount: -money.amountRupiah },
      { account: receivableFor(invoice), amount: appliedRupiah },
      { account: own, amount: code },
      { account: wallet, amount: surplus.rupiah - code },
    ],
  })
}
