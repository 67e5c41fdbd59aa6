import { type Day, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import {
  countInvoices,
  type ListedInvoice,
  selectInvoices,
  selectOverview,
  type Which,
} from './list-invoices-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'business'>

export type InvoiceList = {
  invoices: ListedInvoice[]
  count: number
  totalRupiah: number
  openRupiah: number
  /** From 1. */
  page: number
  pages: number
}

const A_PAGE = 10

/** Invoices, a page at a time: the newest first, or whoever is late the longest. */
export async function listInvoices(
  deps: Needs,
  { page = 1, ...which }: Partial<Which> & { page?: number },
): Promise<InvoiceList> {
  const wanted: Which = { state: 'all', span: null, personId: null, ...which }
  const today = dayOf(deps.now(), deps.business.timeZone)
  const all = await countInvoices(deps.db, wanted, today)
  const pages = Math.max(1, Math.ceil(all.count / A_PAGE))
  const shown = Math.min(Math.max(page, 1), pages)
  const invoices = await selectInvoices(deps.db, wanted, {
    today,
    offset: (shown - 1) * A_PAGE,
    limit: A_PAGE,
  })
  return { invoices, ...all, page: shown, pages }
}

/** What was billed this month and what became of it; what is open of all months. */
export async function overviewOfInvoices(deps: Needs) {
  const today = dayOf(deps.now(), deps.business.timeZone)
  const span = monthOf(today)
  return { ...span, ...(await selectOverview(deps.db, { ...span, today })) }
}

/** First and last day of the month a day is in. */
export function monthOf(day: Day): { from: Day; to: Day } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return {
    from: `${day.slice(0, 7)}-01`,
    to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
  }
}
