import type { Day } from '../day.ts'
import type { BillLine } from '../payments/payable.ts'

export type InvoiceState = 'draft' | 'open' | 'partial' | 'paid' | 'carried' | 'void'

type Amounts = {
  service_rupiah: number
  discount_rupiah: number
  extra_rupiah: number
  late_fee_rupiah: number
  tax_rupiah: number
  carried_rupiah: number
}

type Described = Amounts & {
  package: string | null
  period_from: Day | null
  period_to: Day | null
  extras: { text: string; amountRupiah: number }[]
}

/** What stands on an invoice, line by line; their sum is its total. */
export function linesOfInvoice(invoice: Described): BillLine[] {
  const { service_rupiah: service, tax_rupiah: tax, period_from: from, period_to: to } = invoice
  const taxed = service - invoice.discount_rupiah + invoice.extra_rupiah
  const lines: BillLine[] = []
  if (service > 0 && from && to) {
    lines.push({ kind: 'service', package: invoice.package ?? '', from, to, amountRupiah: service })
  }
  for (const { text, amountRupiah } of invoice.extras) {
    lines.push({ kind: 'text', text, amountRupiah })
  }
  if (invoice.discount_rupiah > 0) {
    lines.push({ kind: 'discount', amountRupiah: -invoice.discount_rupiah })
  }
  if (tax > 0) {
    // The rate it was issued with, whatever it is today; to a tenth, as rates are.
    const percent = Math.round((tax / Math.max(taxed, 1)) * 1000) / 10
    lines.push({ kind: 'tax', percent, amountRupiah: tax })
  }
  if (invoice.late_fee_rupiah > 0) {
    lines.push({ kind: 'late_fee', amountRupiah: invoice.late_fee_rupiah })
  }
  if (invoice.carried_rupiah > 0) {
    lines.push({ kind: 'carried', amountRupiah: invoice.carried_rupiah })
  }
  return lines
}

export function isOwed(state: InvoiceState): boolean {
  return state === 'open' || state === 'partial'
}

/** Rounded to whole rupiah, half up, once for each invoice. */
export function taxOf(amountRupiah: number, basisPoints: number): number {
  return Math.round((amountRupiah * basisPoints) / 10_000)
}

/**
 * What a balance will buy, shown and never granted by itself: whole periods, what is left, and
 * what the next one still lacks.
 */
export function whatItBuys(
  balanceRupiah: number,
  { priceRupiah, days }: { priceRupiah: number; days: number },
) {
  const periods = priceRupiah > 0 ? Math.floor(Math.max(balanceRupiah, 0) / priceRupiah) : 0
  const leftRupiah = balanceRupiah - periods * priceRupiah
  return {
    periods,
    days: periods * days,
    leftRupiah,
    lacksRupiah: periods > 0 ? 0 : Math.max(priceRupiah - leftRupiah, 0),
  }
}
