import type { Deps } from '../deps.ts'
import { linesOfPackage } from './package-queries.ts'

/** How many customers have a line of this package. */
export async function countLines({ db }: Pick<Deps, 'db'>, packageId: number): Promise<number> {
  return (await linesOfPackage(db, packageId)).length
}
