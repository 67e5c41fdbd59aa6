import type { Deps } from '../deps.ts'
import { linesForSale, type OfferedLine } from './package-queries.ts'

/** Internet a customer can ask to be connected to, the cheapest first. */
export function offeredLines({ db }: Pick<Deps, 'db'>): Promise<OfferedLine[]> {
  return linesForSale(db)
}
