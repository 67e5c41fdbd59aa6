import type { Deps } from '../deps.ts'
import { addPackage } from '../packages/add-package.ts'
import { findPackage } from '../packages/package-queries.ts'
import type { PackageImportRow } from './import.ts'
import type { ImportRow, Outcome, WaitingRow } from './import-queries.ts'
import { termsOf } from './judge-packages.ts'
import { inChunks, unlessRefused } from './run-chunk.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

export async function runPackages(deps: Needs, { id }: ImportRow) {
  await inChunks(deps, id, async (deps, { made_by: by }, rows) => {
    const outcomes: Outcome[] = []
    for (const row of rows) {
      const bring = () => bringPackage(deps, row, by)
      const outcome = await unlessRefused(row, bring, ({ code }) =>
        code === 'profile.unknown' ? 'profile' : 'package_terms',
      )
      outcomes.push(outcome)
    }
    return outcomes
  })
}

async function bringPackage(deps: Needs, { place, row }: WaitingRow, by: number): Promise<Outcome> {
  const wanted = row as PackageImportRow
  if (await findPackage(deps.db, wanted.code)) return { place, outcome: 'known' }
  const { code, name, priceRupiah, profile, kind, routers } = wanted
  const terms = { ...termsOf(wanted), ...(kind && { kind }) }
  const own = { code, name, price_rupiah: priceRupiah, profile, routers }
  await addPackage(deps, { ...terms, ...own }, { by })
  return { place, outcome: 'done', subject: `package:${code}` }
}
