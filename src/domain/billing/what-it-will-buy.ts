import type { Deps } from '../deps.ts'
import { balancesOf } from './balances.ts'
import { billingSettings } from './billing-settings.ts'
import { taxOf, whatItBuys } from './invoice.ts'
import { linesOfCustomer } from './list-invoices-queries.ts'

/** For each line: what its wallet and the customer's would buy of it together. Shown, never granted. */
export async function whatItWillBuy(deps: Pick<Deps, 'db'>, personId: number) {
  const { taxBasisPoints } = await billingSettings(deps)
  const { customerWalletRupiah, subscriptions } = await balancesOf(deps, personId)
  const lines = await linesOfCustomer(deps.db, personId)
  return new Map(
    lines.flatMap((line) => {
      const own = subscriptions.find(({ id }) => id === line.id)
      const has = customerWalletRupiah + (own?.walletRupiah ?? 0)
      // Nothing lies there: it need not be said of every line what it does not buy.
      if (!own || has === 0) return []
      const priceRupiah = line.priceRupiah + taxOf(line.priceRupiah, taxBasisPoints)
      const buys = whatItBuys(has, { priceRupiah, days: line.days ?? 30 })
      return [[line.id, { package: line.package, ...buys }] as const]
    }),
  )
}
