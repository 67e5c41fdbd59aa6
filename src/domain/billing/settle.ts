import { nextReceiptNumber } from '../payments/next-receipt-number.ts'
import { restoreSubscriptions } from '../subscriptions/restore-subscriptions.ts'
import type { BillingDeps } from './billing-deps.ts'
import { billingSettings } from './billing-settings.ts'
import { type InvoiceRow, setApplied, setPaidUntil } from './invoice-queries.ts'

/** So much more of an invoice is paid. Its row is locked, and so is its subscription's. */
export async function settle(deps: BillingDeps, invoice: InvoiceRow, rupiah: number) {
  const appliedRupiah = invoice.applied_rupiah + rupiah
  const paid = appliedRupiah === invoice.total_rupiah
  const receiptNumber = paid ? await nextReceiptNumber(deps) : undefined
  await setApplied(deps.db, invoice, {
    appliedRupiah,
    at: deps.now(),
    ...(receiptNumber !== undefined && { receiptNumber }),
  })
  if (paid) await setPaidUntil(deps.db, invoice)
  if (invoice.subscription_id === null) return
  const { minPaidPercent } = await billingSettings(deps)
  if (appliedRupiah * 100 >= invoice.total_rupiah * minPaidPercent) {
    await restoreSubscriptions(deps, {
      subscriptionIds: [invoice.subscription_id],
      by: null,
      onlyUnpaid: true,
    })
  }
}
