export type SubscriptionState = 'active' | 'isolated' | 'stopped'

export type Because = 'unpaid' | 'asked'

/** What the business charges for a period: its own price, or the package's, less the discount. */
export function priceOf(line: {
  price_rupiah: number | null
  package_price_rupiah: number
  discount_rupiah: number
}): number {
  return Math.max(0, (line.price_rupiah ?? line.package_price_rupiah) - line.discount_rupiah)
}
