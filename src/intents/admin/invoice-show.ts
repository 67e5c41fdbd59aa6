import { z } from 'zod'
import {
  choosePayer,
  chooseInvoice,
  readInvoiceNumber,
} from '../../domain/billing/choose-invoice.ts'
import { isOwed, linesOfInvoice } from '../../domain/billing/invoice.ts'
import type { InvoiceInWords } from '../../domain/billing/invoice-queries.ts'
import { dayOf, daysBetween } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { formatRupiah } from '../../domain/money.ts'
import { customerName } from '../../domain/payments/order.ts'
import { payUrl } from '../../domain/payments/pay-token.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayBillLine } from '../wording/say-bill-line.ts'
import { words } from '../wording/words.ts'
import { invoiceArgument } from './invoice-arguments.ts'
import { listOf } from './invoice-list.ts'

export const invoiceShow = defineIntent({
  name: 'invoice.show',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tagihan',
    verb: 'lihat',
    aliases: ['show', 'cek'],
    positional: ['tagihan'],
    about: { id: 'Lihat satu tagihan, atau tagihan satu pelanggan', en: 'See an invoice' },
    examples: ['/tagihan lihat INV/2026/11/000012', '/tagihan lihat budi'],
  },
  arguments: [invoiceArgument],
  input: z.object({ tagihan: z.string().trim().min(1).max(60) }),
  run: (deps, { tagihan }, turn) => showInvoices(deps, turn, tagihan),
})

/** Its PDF, to whoever asks for it. */
export const invoicePrint = defineIntent({
  name: 'invoice.print',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tagihan',
    verb: 'pdf',
    aliases: ['cetak', 'print'],
    positional: ['tagihan'],
    about: { id: 'PDF satu tagihan', en: 'An invoice as a PDF' },
    examples: ['/tagihan pdf INV/2026/11/000012'],
  },
  arguments: [invoiceArgument],
  input: z.object({ tagihan: z.string().trim().min(1).max(60) }),
  async run(deps, { tagihan }, turn) {
    const { id, number } = await chooseInvoice(deps, tagihan)
    const { conversationId, person } = turn
    const { language } = person
    await later(deps, { kind: 'invoice.print', invoiceId: id, conversationId, language })
    return { text: words(turn).invoices.printing(number ?? `#${id}`) }
  },
})

/** One invoice by its number; by anything else, whoever it means and all of his. */
export async function showInvoices(deps: Deps, turn: Turn, query: string): Promise<Reply> {
  const isNumber = readInvoiceNumber(deps, query) !== undefined || /^#\d+$/.test(query)
  if (isNumber) return showInvoice(deps, turn, await chooseInvoice(deps, query))
  const payer = await choosePayer(deps, query)
  return listOf(deps, turn, { state: 'all', payer, month: undefined, page: 1 })
}

export function showInvoice(deps: Deps, turn: Turn, invoice: InvoiceInWords): Reply {
  const { language } = turn.person
  const { invoices } = words(turn)
  const number = invoice.number ?? `#${invoice.id}`
  const owed = isOwed(invoice.state)
  const today = dayOf(deps.now(), deps.business.timeZone)
  // Payments go to what is carried first.
  const isOlder =
    owed && invoice.owed_since < invoice.due_on && invoice.applied_rupiah < invoice.carried_rupiah
  const link = { kind: 'invoice' as const, id: invoice.id, linkVersion: invoice.link_version }
  const text = invoices.show({
    number,
    state: invoice.state,
    customer: customerName({ ...invoice, personId: invoice.person_id }),
    phone: invoice.phone,
    service: [invoice.package, invoice.username && `(${invoice.username})`]
      .filter(Boolean)
      .join(' '),
    lines: linesOfInvoice(invoice).map(
      (line) => `• ${sayBillLine(line, language)}: ${formatRupiah(line.amountRupiah)}`,
    ),
    totalRupiah: invoice.total_rupiah,
    paidRupiah: invoice.applied_rupiah,
    openRupiah: owed ? invoice.total_rupiah - invoice.applied_rupiah : 0,
    issuedOn: invoice.issued_on,
    dueOn: invoice.due_on,
    daysLate: owed ? Math.max(0, daysBetween(invoice.due_on, today)) : 0,
    olderSince: isOlder ? invoice.owed_since : null,
    voidReason: invoice.void_reason,
    receiptNumber: invoice.receipt_number,
    url: owed ? payUrl(deps, link) : null,
  })
  return { text, choices: choicesFor(turn, invoice, number) }
}

/** What this person may do with an invoice as it is now. */
function choicesFor(turn: Turn, invoice: InvoiceInWords, number: string) {
  const { buttons } = words(turn).invoices
  const owed = isOwed(invoice.state)
  const manages = may(turn.person, 'billing.manage')
  const tagihan = number
  if (invoice.state === 'draft') {
    if (!manages) return []
    return [
      to(buttons.issueDraft, 'invoice.issue_draft', { invoiceId: invoice.id }),
      to(buttons.dropDraft, 'invoice.drop_draft', { invoiceId: invoice.id }),
      to(buttons.pdf, 'invoice.print', { tagihan }),
    ]
  }
  const whose = String(invoice.person_id)
  return [
    to(buttons.pdf, 'invoice.print', { tagihan }),
    ...(invoice.receipt_number && invoice.state === 'paid'
      ? [to(buttons.receipt, 'payment.receipt', { kind: 'invoice', id: invoice.id })]
      : []),
    ...(owed && manages ? [to(buttons.send, 'invoice.send', { tagihan })] : []),
    ...(owed && may(turn.person, 'payments.confirm')
      ? [to(buttons.pay, 'payment.record', { pelanggan: whose, tagihan })]
      : []),
    ...(owed && manages ? [to(buttons.credit, 'invoice.credit', { tagihan }, true)] : []),
    ...((owed || invoice.state === 'paid') && manages
      ? [to(buttons.void, 'invoice.void', { tagihan }, true)]
      : []),
    to(buttons.balance, 'balance.show', { pelanggan: whose }),
  ]
}

function to(label: string, intent: string, input: Record<string, unknown>, asking = false) {
  return { label, act: { intent, input, ...(asking && { asking: { skipped: [] } }) } }
}
