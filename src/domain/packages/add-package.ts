import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouters } from './choose-routers.ts'
import { checkPrice, usualCost } from './package-cost.ts'
import {
  checkIsolirProfile,
  checkTerms,
  kindOfProfile,
  type PackageKind,
  serviceOf,
} from './package-kind.ts'
import { insertPackage, type PackageTerms, setPackageRouters } from './package-queries.ts'

export type NewPackage = Pick<PackageTerms, 'name' | 'price_rupiah' | 'profile'> &
  Partial<PackageTerms> & {
    code: string
    /** Left out: what the profile is for. */
    kind?: PackageKind
    /** Primary first; empty: the one that has the profile. */
    routers: string[]
  }

/** A package goes on sale: what a voucher or a line costs, how long it lasts, and where it works. */
export function addPackage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { routers: names, kind: named, ...wanted }: NewPackage,
  { by }: { by: number },
): Promise<{ code: string; kind: PackageKind; routers: string[] }> {
  return inTransaction(deps, async (deps) => {
    const { profile, isolir_profile: isolir, on_all_routers: all = false } = wanted
    const kind = named ?? (await kindOfProfile(deps, profile))
    checkTerms(kind, wanted)
    const service = serviceOf(kind)
    const routers = await chooseRouters(deps, { profile, names, service, all })
    if (isolir) await checkIsolirProfile(deps, { profile: isolir, routers })
    const row = {
      cost_rupiah: await usualCost(deps, wanted.price_rupiah),
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
      spread: false,
      period_days: null,
      isolir_profile: null,
      on_all_routers: false,
      ...wanted,
      code: wanted.code.toLowerCase(),
    }
    checkPrice(row)
    const id = await insertPackage(deps.db, { ...row, kind, at: deps.now() })
    if (id === undefined) throw new Refusal('package.exists', { code: row.code })
    await setPackageRouters(
      deps.db,
      id,
      routers.map((router) => router.id),
    )
    const after = { ...row, kind, routers: routers.map(({ name }) => name) }
    await recordAudit(deps, { by, action: 'package.added', subject: `package:${id}`, after })
    return { code: row.code, kind, routers: after.routers }
  })
}
