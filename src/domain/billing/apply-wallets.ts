import { subscriptionWalletOf, walletOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertPayment } from '../payments/payment-queries.ts'
import { isOwed } from './invoice.ts'
import { type InvoiceRow, lockInvoice, owedInvoices } from './invoice-queries.ts'
import { countBalancePayments, lockCustomer } from './wallet-queries.ts'
import { receivableFor } from './receivable.ts'
import type { BillingDeps } from './billing-deps.ts'
import { settle } from './settle.ts'
import { tellOfBalance } from './tell-of-payment.ts'

/**
 * Lets what lies with a customer pay what he owes, the oldest debt first: the subscription's own
 * wallet before the customer's, both where one is not enough. Returns how much was applied.
 */
export function applyWallets(
  deps: BillingDeps,
  { personId }: { personId: number },
): Promise<number> {
  return inTransaction(deps, async (deps) => {
    await lockCustomer(deps.db, personId)
    let applied = 0
    for (const { id } of await owedInvoices(deps.db, { personId })) {
      const invoice = await lockInvoice(deps.db, id)
      if (invoice && isOwed(invoice.state)) applied += await applyTo(deps, invoice)
    }
    return applied
  })
}

async function applyTo(deps: BillingDeps, invoice: InvoiceRow): Promise<number> {
  const { id, person_id: personId, subscription_id: subscriptionId } = invoice
  const openRupiah = invoice.total_rupiah - invoice.applied_rupiah
  const ofSubscription =
    subscriptionId === null
      ? 0
      : Math.min(await balanceOf(deps, subscriptionWalletOf(subscriptionId)), openRupiah)
  const ofCustomer = Math.min(
    await balanceOf(deps, walletOf(personId)),
    openRupiah - ofSubscription,
  )
  const rupiah = ofSubscription + ofCustomer
  if (rupiah <= 0) return 0

  const paymentId = await insertPayment(deps.db, {
    gateway: 'balance',
    method: 'balance',
    providerReference: `BAL-${id}-${await countBalancePayments(deps.db, id)}`,
    chargeId: null,
    orderId: null,
    invoiceId: id,
    personId,
    subscriptionId,
    amountRupiah: rupiah,
    paidAt: deps.now(),
    appliedRupiah: rupiah,
    surplusRupiah: 0,
    by: null,
  })
  await postTransfer(deps, {
    key: `payment:${paymentId}`,
    cause: 'balance',
    subject: `invoice:${id}`,
    lines: [
      ...(subscriptionId === null
        ? []
        : [{ account: subscriptionWalletOf(subscriptionId), amount: -ofSubscription }]),
      { account: walletOf(personId), amount: -ofCustomer },
      { account: receivableFor(invoice), amount: rupiah },
    ],
  })
  await settle(deps, invoice, rupiah)
  await tellOfBalance(deps, {
    invoiceId: id,
    appliedRupiah: rupiah,
    openRupiah: openRupiah - rupiah,
  })
  return rupiah
}
