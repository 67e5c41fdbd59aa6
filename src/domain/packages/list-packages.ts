import type { Deps } from '../deps.ts'
import { listAllPackages, type ListedPackage } from './package-queries.ts'

/** All packages, those on sale first and the cheapest first. */
export function listPackages({ db }: Pick<Deps, 'db'>): Promise<ListedPackage[]> {
  return listAllPackages(db)
}
