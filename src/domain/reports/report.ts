import type { Day } from '../day.ts'

export type Period = 'today' | 'month'

/** One period of the business, in figures that the ledger and the books agree on. */
export type Report = {
  period: Period
  from: Day
  /** Inclusive. */
  to: Day
  /** Money that came in, whatever for, less what was given back. */
  receivedRupiah: number
  /** The same stretch before: yesterday, or the same days of last month. */
  receivedBeforeRupiah: number
  /** Invoices issued and vouchers sold, net of what was given away, paid or not. */
  billedRupiah: number
  orders: number
  vouchersSold: number
  vouchersActivated: number
  newCustomers: number
  newLeads: number
  qualifiedLeads: number
  topPackages: { name: string; sold: number; rupiah: number }[]
  /** Money received per day (month) or per hour (today), in order, none left out. */
  series: { label: string; rupiah: number }[]
}
