import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { choosePackage } from './choose-package.ts'
import { chooseRouters } from './choose-routers.ts'
import {
  type PackageRow,
  type PackageTerms,
  setPackageRouters,
  updatePackage,
} from './package-queries.ts'

export type PackageChange = Partial<PackageTerms> & { routers?: string[] }

/** Changes what will be sold from now on. Vouchers that exist keep their price, time and profile. */
export function changePackage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { code, change: { routers: names, ...terms } }: { code: string; change: PackageChange },
  { by }: { by: number },
): Promise<{ before: PackageRow; after: PackageRow }> {
  return inTransaction(deps, async (deps) => {
    const before = await choosePackage(deps, code)
    if (names !== undefined || (terms.profile !== undefined && terms.profile !== before.profile)) {
      const profile = terms.profile ?? before.profile
      const routers = await chooseRouters(deps, { profile, names: names ?? [] })
      await setPackageRouters(
        deps.db,
        before.id,
        routers.map(({ id }) => id),
      )
    }
    await updatePackage(deps.db, before.id, terms)
    await recordAudit(deps, {
      by,
      action: 'package.changed',
      subject: `package:${before.id}`,
      before: Object.fromEntries(
        Object.entries(before).filter(([field]) => Object.hasOwn(terms, field)),
      ),
      after: { ...terms, ...(names && { routers: names }) },
    })
    return { before, after: { ...before, ...terms } }
  })
}
