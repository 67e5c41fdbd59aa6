import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { choosePackage } from './choose-package.ts'
import { deletePackage, isPackageUsed, updatePackage } from './package-queries.ts'

/** Gone if it never sold; only taken off sale if it did, since what was sold refers to it. */
export function removePackage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { code, by }: { code: string; by: number },
): Promise<{ name: string; kept: boolean }> {
  return inTransaction(deps, async (deps) => {
    const found = await choosePackage(deps, code)
    const kept = await isPackageUsed(deps.db, found.id)
    if (kept) await updatePackage(deps.db, found.id, { on_sale: false })
    else await deletePackage(deps.db, found.id)
    await recordAudit(deps, {
      by,
      action: kept ? 'package.taken_off_sale' : 'package.removed',
      subject: `package:${found.id}`,
      before: found,
    })
    return { name: found.name, kept }
  })
}
