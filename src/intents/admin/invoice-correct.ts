import { z } from 'zod'
import { chooseInvoice } from '../../domain/billing/choose-invoice.ts'
import { creditInvoice } from '../../domain/billing/credit-invoice.ts'
import { isOwed } from '../../domain/billing/invoice.ts'
import {
  creditedOn,
  type InvoiceInWords,
  readInvoice,
} from '../../domain/billing/invoice-queries.ts'
import { voidInvoice } from '../../domain/billing/void-invoice.ts'
import type { Deps } from '../../domain/deps.ts'
import { customerName } from '../../domain/payments/order.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readYesNo } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import {
  amountArgument,
  invoiceArgument,
  MOST_RUPIAH,
  readRupiah,
  reasonArgument,
} from './invoice-arguments.ts'
import { rare } from './package-arguments.ts'

const reason = z.string().trim().min(3).max(200)
const which = z.string().trim().min(1).max(60)
/** The id of the invoice that was spoken of. */
const settled = z.int().positive().optional()
const why = reasonArgument(({ invoices }) => invoices.reasons)

/** By an opposite transfer, with a reason, a second yes and the PIN; the invoice stays on record. */
export const invoiceVoid = defineIntent({
  name: 'invoice.void',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'batal',
    aliases: ['void', 'cancel', 'batalkan'],
    positional: ['tagihan', 'alasan'],
    about: { id: 'Batalkan tagihan', en: 'Cancel an invoice' },
    examples: [
      '/tagihan batal INV/2026/11/000012 salah tagih',
      '/tagihan batal INV/2026/11/000012 "salah harga" ulang=ya',
    ],
  },
  arguments: [
    invoiceArgument,
    why,
    rare(
      'ulang',
      ['again'],
      'Terbitkan lagi untuk periode yang sama? (ya/tidak)',
      'Bill its period anew? (yes/no)',
    ),
  ],
  input: z.object({
    tagihan: which,
    alasan: reason,
    ulang: typed(readYesNo).default(false),
    settled,
  }),

  async confirm(deps, { tagihan, ulang }, turn) {
    const invoice = await chooseInvoice(deps, tagihan)
    await refuseClosed(deps, invoice)
    const text = words(turn).invoices.voidAsk({
      ...aboutIt(invoice),
      totalRupiah: invoice.total_rupiah,
      paidRupiah: invoice.applied_rupiah - (await creditedOn(deps.db, invoice.id)),
      carriedRupiah: invoice.carried_rupiah,
      again: ulang,
    })
    return { text, settled: { settled: invoice.id } }
  },
  pin: true,
  async run(deps, { tagihan, alasan, ulang, settled: spokenOf }, turn) {
    const id = spokenOf ?? (await chooseInvoice(deps, tagihan)).id
    const by = turn.person.id
    const { number, toWalletRupiah } = await voidInvoice(deps, {
      invoiceId: id,
      reason: alasan,
      by,
      again: ulang,
    })
    return { text: words(turn).invoices.voided(number, toWalletRupiah) }
  },
})

export const invoiceCredit = defineIntent({
  name: 'invoice.credit',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'kurangi',
    aliases: ['credit', 'potong', 'diskon'],
    positional: ['tagihan', 'jumlah', 'alasan'],
    about: { id: 'Kurangi tagihan yang sudah terbit', en: 'Reduce an issued invoice' },
    examples: ['/tagihan kurangi INV/2026/11/000012 25rb gangguan 3 hari'],
  },
  arguments: [invoiceArgument, amountArgument, why],
  input: z.object({
    tagihan: which,
    jumlah: typed(readRupiah).pipe(z.number().int().min(1).max(MOST_RUPIAH)),
    alasan: reason,
    settled,
  }),

  async confirm(deps, { tagihan, jumlah }, turn) {
    const invoice = await chooseInvoice(deps, tagihan)
    await refuseClosed(deps, invoice)
    const openRupiah = isOwed(invoice.state) ? invoice.total_rupiah - invoice.applied_rupiah : 0
    const about = { ...aboutIt(invoice), amountRupiah: jumlah, openRupiah }
    return { text: words(turn).invoices.creditAsk(about), settled: { settled: invoice.id } }
  },
  pin: true,
  async run(deps, { tagihan, jumlah, alasan, settled: spokenOf }, turn) {
    const id = spokenOf ?? (await chooseInvoice(deps, tagihan)).id
    const credit = { invoiceId: id, amountRupiah: jumlah, reason: alasan, by: turn.person.id }
    const { number, openRupiah } = await creditInvoice(deps, credit)
    return { text: words(turn).invoices.credited(number, openRupiah) }
  },
})

/** Said before a PIN is asked for, and again by the verb itself. */
async function refuseClosed(deps: Pick<Deps, 'db'>, invoice: InvoiceInWords) {
  const { id, number, state } = invoice
  if (invoice.carried_to !== null) {
    const carrier = await readInvoice(deps.db, invoice.carried_to)
    throw new Refusal('invoice.carried', { number: number ?? '', to: carrier?.number ?? '' })
  }
  if (state === 'draft' || state === 'void') {
    throw new Refusal('invoice.closed', { number: number ?? `#${id}`, state })
  }
}

function aboutIt(invoice: InvoiceInWords) {
  return {
    number: invoice.number ?? `#${invoice.id}`,
    customer: customerName({ ...invoice, personId: invoice.person_id }),
  }
}
