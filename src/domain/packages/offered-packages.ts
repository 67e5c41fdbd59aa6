import type { Deps } from '../deps.ts'
import { type PackageRow, packagesForSale } from './package-queries.ts'

/** What a customer can buy now, the cheapest first. */
export function offeredPackages({ db }: Pick<Deps, 'db'>): Promise<PackageRow[]> {
  return packagesForSale(db)
}
