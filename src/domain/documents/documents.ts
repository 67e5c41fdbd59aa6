import type { Day } from '../day.ts'
import type { Language } from '../people/person.ts'
import type { BillLine } from '../payments/payable.ts'
import type { Brochure, RoomPrices } from '../leads/departure.ts'

/** Files people hold in their hands. Each returns the bytes; heavy ones are made off the main thread. */
export type Documents = {
  voucherSheet: (sheet: VoucherSheet) => Promise<Uint8Array>
  voucherWorkbook: (sheet: VoucherSheet) => Promise<Uint8Array>
  receipt: (receipt: Receipt) => Promise<Uint8Array>
  invoice: (sheet: InvoiceSheet) => Promise<Uint8Array>
  statement: (sheet: StatementSheet) => Promise<Uint8Array>
  brochure: (brochure: BrochureSheet) => Promise<Uint8Array>
  /** PNG. */
  chart: (chart: Chart) => Promise<Uint8Array>
  /** PNG; `text` is what a scanner reads. */
  qr: (text: string) => Promise<Uint8Array>
  /** XLSX. */
  table: (workbook: TableWorkbook) => Promise<Uint8Array>
  /**
   * An XLSX or CSV somebody sent, as text. Days are written `2026-12-31`, other numbers with all
   * their digits and no separators. Refuses what is too big, locked, or no table.
   */
  readTable: (bytes: Uint8Array, file: { mime: string; name: string }) => Promise<ReadTable>
}

export type VoucherSheet = {
  layout: 'a4' | 'thermal58'
  language: Language
  business: string
  network: string | null
  batch: string
  package: string
  priceRupiah: number
  onlineSeconds: number | null
  calendarSeconds: number | null
  dataBytes: number | null
  /** The hotspot's login page; the QR opens it with the code filled in. */
  loginUrl: string | null
  vouchers: PrintedVoucher[]
}

/** A voucher without a state was never handed to anybody. */
export type PrintedVoucher = {
  code: string
  password: string
  state?: 'created' | 'sold' | 'active' | 'expired' | 'revoked'
}

export type Receipt = {
  language: Language
  business: string
  number: string
  paidAt: Date
  timeZone: string
  customer: string
  /** Names of gateways' methods, or our own: `cash`, `transfer`, `balance`. */
  methods: string[]
  lines: SheetLine[]
  totalRupiah: number
  /** What it was paid for, and what is still owed of that. */
  invoice?: { number: string; openRupiah: number }
}

/** Discounts are below zero; `sayBillLine` gives each its words. */
export type SheetLine = BillLine

export type InvoiceSheet = {
  language: Language
  business: string
  number: string | null
  state: 'draft' | 'open' | 'partial' | 'paid' | 'carried' | 'void'
  issuedOn: Day
  dueOn: Day
  /** The phone in full: the sheet hides the middle of it. */
  customer: { name: string; address: string | null; phone: string | null }
  service: { package: string; username: string | null; from: Day; to: Day } | null
  lines: SheetLine[]
  totalRupiah: number
  paidRupiah: number
  openRupiah: number
  payUrl: string | null
  timeZone: string
}

/** What went in and out of an account; the sheet adds it up as it goes. */
export type StatementSheet = {
  language: Language
  business: string
  /** Whose, and what: "Toko Berkah", "Deposit reseller". */
  holder: string
  account: string
  from: Day
  to: Day
  openingRupiah: number
  /** In the order they happened; what came in is above zero. */
  entries: { day: Day; text: string; amountRupiah: number }[]
  printedAt: Date
  timeZone: string
}

export type BrochureSheet = {
  language: Language
  business: string
  contact: string | null
  code: string
  packageName: string
  departsOn: Day
  returnsOn: Day
  fromCity: string
  airline: string
  seatsLeft: number
  prices: RoomPrices
  brochure: Brochure
}

export type Chart = {
  /** How numbers are written: Rp 1,2 jt or Rp 1.2M. */
  language: Language
  title: string
  subtitle?: string
  /** `stacked` puts the series of a label on each other, `hbar` lies down for long labels. */
  kind: 'bar' | 'line' | 'stacked' | 'hbar'
  unit: 'rupiah' | 'count'
  labels: string[]
  series: { name: string; values: number[] }[]
}

export type TableWorkbook = {
  title?: string
  sheets: { name: string; columns: TableColumn[]; rows: TableValue[][] }[]
}

/**
 * `day` takes a business day, `when` an instant, which is written as the clock of `timeZone`
 * shows it. Text is never taken for a formula, and keeps its zeros.
 */
export type TableColumn = { header: string } & (
  | { kind: 'text' | 'number' | 'rupiah' | 'day' }
  | { kind: 'when'; timeZone: string }
)
export type TableValue = string | number | Date | null

export type ReadTable = { sheets: { name: string; rows: string[][] }[] }
