import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouters } from './choose-routers.ts'
import { insertPackage, type PackageTerms, setPackageRouters } from './package-queries.ts'

export type NewPackage = Pick<PackageTerms, 'name' | 'price_rupiah' | 'profile'> &
  Partial<PackageTerms> & {
    code: string
    /** Primary first; empty: the one that has the profile. */
    routers: string[]
  }

/** A package goes on sale: what a voucher costs, how long it lasts, and where it works. */
export function addPackage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { routers: names, ...wanted }: NewPackage,
  { by }: { by: number },
): Promise<{ code: string; routers: string[] }> {
  return inTransaction(deps, async (deps) => {
    const routers = await chooseRouters(deps, { profile: wanted.profile, names })
    const row = {
      cost_rupiah: 0,
      online_seconds: null,
      calendar_seconds: null,
      data_bytes: null,
      shared_users: routers[0]?.shared_users ?? 1,
      code_prefix: '',
      code_length: 8,
      code_alphabet: 'mixed' as const,
      own_password: false,
      sold_at_print: false,
      on_sale: true,
      ...wanted,
      code: wanted.code.toLowerCase(),
    }
    const id = await insertPackage(deps.db, { ...row, at: deps.now() })
    if (id === undefined) throw new Refusal('package.exists', { code: row.code })
    await setPackageRouters(
      deps.db,
      id,
      routers.map((router) => router.id),
    )
    const after = { ...row, routers: routers.map(({ name }) => name) }
    await recordAudit(deps, { by, action: 'package.added', subject: `package:${id}`, after })
    return { code: row.code, routers: after.routers }
  })
}
