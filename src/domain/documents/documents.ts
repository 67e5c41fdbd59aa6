import type { Day } from '../day.ts'
import type { Language } from '../people/person.ts'
import type { Brochure, RoomPrices } from '../leads/departure.ts'

/** Files people hold in their hands. Each returns the bytes; heavy ones are made off the main thread. */
export type Documents = {
  voucherSheet: (sheet: VoucherSheet) => Promise<Uint8Array>
  voucherWorkbook: (sheet: VoucherSheet) => Promise<Uint8Array>
  receipt: (receipt: Receipt) => Promise<Uint8Array>
  brochure: (brochure: BrochureSheet) => Promise<Uint8Array>
  /** PNG. */
  chart: (chart: Chart) => Promise<Uint8Array>
  /** PNG; `text` is what a scanner reads. */
  qr: (text: string) => Promise<Uint8Array>
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
  method: string
  lines: { text: string; amountRupiah: number }[]
  totalRupiah: number
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
  kind: 'bar' | 'line'
  unit: 'rupiah' | 'count'
  labels: string[]
  series: { name: string; values: number[] }[]
}
