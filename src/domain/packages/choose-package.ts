import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { findPackage, packageCodes, type PackageRow } from './package-queries.ts'

/** The package a person named, or a refusal that lists what there is. */
export async function choosePackage({ db }: Pick<Deps, 'db'>, code: string): Promise<PackageRow> {
  const found = await findPackage(db, code)
  if (found) return found
  throw new Refusal('package.unknown', { package: code, offered: await packageCodes(db) })
}
