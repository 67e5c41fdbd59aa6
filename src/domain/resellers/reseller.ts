/** Somebody who sells our vouchers from what he put down with us. */
export type Reseller = {
  personId: number
  name: string | null
  phone: string | null
  /** No longer of the team: he cannot sell, what he put down is still his. */
  left: boolean
  depositRupiah: number
  lowRupiah: number
}

export const TOP_UP_MIN_RUPIAH = 10_000
export const TOP_UP_MAX_RUPIAH = 50_000_000

/** What was sold: for how much it left the deposit, and what it costs in the shop. */
export type Sales = { pieces: number; amountRupiah: number; retailRupiah: number }

/** What he earns, when he sells at the price of the shop. */
export function commissionOf({ amountRupiah, retailRupiah }: Omit<Sales, 'pieces'>): number {
  return retailRupiah - amountRupiah
}

/** A name, else a number to look for. */
export function resellerName({ name, phone, personId }: Omit<Reseller, 'left'>): string {
  return name ?? phone ?? `#${personId}`
}

export type ResalePrice = {
  packageId: number
  code: string
  name: string
  onlineSeconds: number | null
  calendarSeconds: number | null
  dataBytes: number | null
  retailRupiah: number
  costRupiah: number
  /** What leaves the deposit for one. */
  priceRupiah: number
  /** Agreed with him alone. */
  isOwn: boolean
}
