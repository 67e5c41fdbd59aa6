import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { choosePackage } from './choose-package.ts'
import { chooseRouters } from './choose-routers.ts'
import { checkPrice } from './package-cost.ts'
import { checkIsolirProfile, checkTerms, serviceOf } from './package-kind.ts'
import { refreshLines } from '../subscriptions/refresh-lines.ts'
import {
  linesOfPackage,
  type PackageRow,
  type PackageTerms,
  routersOfPackage,
  setPackageRouters,
  updatePackage,
} from './package-queries.ts'

export type PackageChange = Partial<PackageTerms> & { routers?: string[] }

/**
 * Changes what will be sold from now on. Vouchers that exist keep their price, time and profile;
 * lines follow at once in what their routers do, and in price from the next invoice.
 */
export function changePackage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { code, change: { routers: names, ...terms } }: { code: string; change: PackageChange },
  { by }: { by: number },
): Promise<{ before: PackageRow; after: PackageRow }> {
  return inTransaction(deps, async (deps) => {
    const before = await choosePackage(deps, code)
    checkTerms(before.kind, terms)
    checkPrice({ ...before, ...terms })
    if (names !== undefined || (terms.profile !== undefined && terms.profile !== before.profile)) {
      const profile = terms.profile ?? before.profile
      const all = terms.on_all_routers ?? before.on_all_routers
      const service = serviceOf(before.kind)
      const routers = await chooseRouters(deps, { profile, names: names ?? [], service, all })
      await setPackageRouters(
        deps.db,
        before.id,
        routers.map(({ id }) => id),
      )
    }
    if (terms.isolir_profile) {
      const routers = await routersOfPackage(deps.db, before.id)
      await checkIsolirProfile(deps, { profile: terms.isolir_profile, routers })
    }
    await updatePackage(deps.db, before.id, terms)
    if (before.kind === 'pppoe') await refreshLines(deps, await linesOfPackage(deps.db, before.id))
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
