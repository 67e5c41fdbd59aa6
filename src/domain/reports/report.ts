import type { Day } from '../day.ts'

export type Period = 'today' | 'month'

/** One period of the business, in figures that the ledger and the books agree on. */
export type Report = {
  period: Period
  from: Day
  /** Inclusive. */
  to: Day
  revenueRupiah: number
  /** The same stretch before: yesterday, or the same days of last month. */
  revenueBeforeRupiah: number
  orders: number
  vouchersSold: number
  vouchersActivated: number
  newCustomers: number
  newLeads: number
  qualifiedLeads: number
  topPackages: { name: string; sold: number; rupiah: number }[]
  /** Revenue per day (month) or per hour (today), in order, none left out. */
  series: { label: string; rupiah: number }[]
}
