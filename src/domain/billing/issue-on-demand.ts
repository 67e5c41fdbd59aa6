import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { issueInvoices } from './issue-invoices.ts'
import type { BillingDeps } from './billing-deps.ts'

/** Effect `invoices.issue`: the daily run now, since somebody asked for it; told what it came to. */
export async function issueOnDemand(
  deps: BillingDeps & Pick<Deps, 'wake'>,
  { conversationId }: { conversationId: number },
) {
  const issued = await issueInvoices(deps)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'invoices.issued.staff', details: { issued } }),
  )
}
