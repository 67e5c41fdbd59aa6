import { businessName } from '../business/business-name.ts'
import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import type { InvoiceSheet } from '../documents/documents.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { customerName } from '../payments/order.ts'
import { receiptOf } from '../payments/make-receipt.ts'
import { payUrl } from '../payments/pay-token.ts'
import type { PayableRef } from '../payments/payable.ts'
import { readPayable } from '../payments/read-payable.ts'
import type { Language } from '../people/person.ts'
import { isOwed, linesOfInvoice } from './invoice.ts'
import { type InvoiceInWords, readInvoice } from './invoice-queries.ts'

type Needs = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'secrets' | 'gateways' | 'business' | 'documents' | 'files'
>

/** Effect `invoice.print`: an invoice as a PDF, to who asked for it. */
export async function makeInvoicePdf(
  deps: Needs,
  asked: { invoiceId: number; conversationId: number; language: Language },
) {
  const { invoiceId, conversationId, language } = asked
  const invoice = await readInvoice(deps.db, invoiceId)
  if (!invoice) return
  const bytes = await deps.documents.invoice({
    ...sheetOf(deps, invoice),
    language,
    business: await businessName(deps),
  })
  const number = invoice.number ?? `#${invoice.id}`
  await handOver(deps, conversationId, { code: 'invoice.file', number, bytes })
}

/** Effect `receipt.print`: the receipt of what was paid, to who asked for it. */
export async function makeReceiptPdf(
  deps: Needs,
  { ref, conversationId }: { ref: PayableRef; conversationId: number },
) {
  const bytes = await receiptOf(deps, ref)
  const number = (await readPayable(deps, ref))?.receiptNumber
  // Taken back between the question and now.
  if (!bytes || !number) return
  await handOver(deps, conversationId, { code: 'receipt.file', number, bytes })
}

async function handOver(
  deps: Needs,
  conversationId: number,
  paper: { code: 'invoice.file' | 'receipt.file'; number: string; bytes: Uint8Array },
) {
  const { code, number, bytes } = paper
  const name = `${number.replace(/^#/, 'draft-').replaceAll('/', '-')}.pdf`
  const file = { key: `bills/${conversationId}-${name}`, name, mime: 'application/pdf' }
  await deps.files.put(file.key, bytes)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code, details: { number, file }, priority: 'high' }),
  )
}

function sheetOf(
  deps: Pick<Deps, 'now' | 'secrets' | 'business'>,
  invoice: InvoiceInWords,
): Omit<InvoiceSheet, 'language' | 'business'> {
  const { timeZone } = deps.business
  const { period_from: from, period_to: to, package: name } = invoice
  const open = isOwed(invoice.state) ? invoice.total_rupiah - invoice.applied_rupiah : 0
  const link = { kind: 'invoice' as const, id: invoice.id, linkVersion: invoice.link_version }
  return {
    number: invoice.number,
    state: invoice.state,
    issuedOn: invoice.issued_on ?? dayOf(deps.now(), timeZone),
    dueOn: invoice.due_on,
    customer: {
      name: customerName({ ...invoice, personId: invoice.person_id }),
      address: invoice.address,
      phone: invoice.phone,
    },
    service: name && from && to ? { package: name, username: invoice.username, from, to } : null,
    lines: linesOfInvoice(invoice),
    totalRupiah: invoice.total_rupiah,
    paidRupiah: invoice.applied_rupiah,
    openRupiah: open,
    payUrl: open > 0 ? payUrl(deps, link) : null,
    timeZone,
  }
}
