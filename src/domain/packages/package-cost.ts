import { billingSettings } from '../billing/billing-settings.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

/** Nobody sells below what it costs him; where that is wanted, the cost is what is wrong. */
export function checkPrice(terms: { name: string; price_rupiah: number; cost_rupiah: number }) {
  const { name, price_rupiah: priceRupiah, cost_rupiah: costRupiah } = terms
  if (priceRupiah < costRupiah) {
    throw new Refusal('package.below_cost', { package: name, priceRupiah, costRupiah })
  }
}

/** Cost of a package that was given none: nothing, unless the owner set a usual share. */
export async function usualCost(deps: Pick<Deps, 'db'>, priceRupiah: number): Promise<number> {
  const { defaultCostPercent } = await billingSettings(deps)
  return Math.floor((priceRupiah * defaultCostPercent) / 100)
}
