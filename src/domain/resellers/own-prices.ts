import type { Deps } from '../deps.ts'
import type { ResalePrice } from './reseller.ts'
import { selectResalePrices } from './reseller-queries.ts'

/** What a reseller can sell now, and what each takes from his deposit. */
export function ownPrices({ db }: Pick<Deps, 'db'>, personId: number): Promise<ResalePrice[]> {
  return selectResalePrices(db, personId)
}
