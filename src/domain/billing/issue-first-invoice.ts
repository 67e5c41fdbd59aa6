import { issueInvoices } from './issue-invoices.ts'
import type { BillingDeps } from './billing-deps.ts'

/** The invoice of a new subscription, in the transaction that begins it. */
export async function issueFirstInvoice(
  deps: BillingDeps,
  { subscriptionId }: { subscriptionId: number },
) {
  await issueInvoices(deps, { subscriptionIds: [subscriptionId] })
}
