import { Refusal } from '../refusal.ts'
import { type InvoiceRow, lockInvoice, personOf } from './invoice-queries.ts'
import type { BillingDeps } from './billing-deps.ts'
import { lockCustomer } from './wallet-queries.ts'

/** An invoice that may still be changed, with its rows locked, and the reason it is done for. */
export async function chooseIssued(
  deps: Pick<BillingDeps, 'db'>,
  { invoiceId, reason, evenCarried }: { invoiceId: number; reason: string; evenCarried?: boolean },
): Promise<{ invoice: InvoiceRow; why: string }> {
  const why = reason.trim()
  if (why === '') throw new Refusal('input.invalid', { field: 'alasan', problem: 'empty' })
  const personId = await personOf(deps.db, invoiceId)
  if (personId !== undefined) await lockCustomer(deps.db, personId)
  const invoice = await lockInvoice(deps.db, invoiceId)
  if (!invoice) throw new Refusal('invoice.unknown', { number: `#${invoiceId}` })
  const { state, number } = invoice
  if (state === 'carried' && !evenCarried) {
    const carrier = await deps.db
      .selectFrom('invoices')
      .where('id', '=', invoice.carried_to)
      .select('number')
      .executeTakeFirst()
    throw new Refusal('invoice.carried', { number: number ?? '', to: carrier?.number ?? '' })
  }
  if (state === 'draft' || state === 'void') {
    throw new Refusal('invoice.closed', { number: number ?? `#${invoiceId}`, state })
  }
  return { invoice, why }
}
