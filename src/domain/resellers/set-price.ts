import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { choosePackage } from '../packages/choose-package.ts'
import type { PackageRow } from '../packages/package-queries.ts'
import { Refusal } from '../refusal.ts'
import { ensureReseller, findOwnPrice, saveDefaultPrice, saveOwnPrice } from './reseller-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

export type NewPrice = {
  /** Null: of all who have no price of their own. */
  personId: number | null
  /** The package's code. */
  package: string
  /** Null: none of its own, what holds for everybody holds. */
  priceRupiah: number | null
  by: number
}

/** What a package costs a reseller from now on. What he sold before keeps its price. */
export function setPrice(deps: Needs, price: NewPrice): Promise<PackageRow> {
  return inTransaction(deps, async (deps) => {
    const chosen = await chooseResold(deps, price.package)
    const { personId, priceRupiah, by } = price
    if (personId === null) {
      await saveDefaultPrice(deps.db, chosen.id, priceRupiah)
      await recordAudit(deps, {
        by,
        action: 'package.reseller_price_set',
        subject: `package:${chosen.id}`,
        before: { priceRupiah: chosen.reseller_price_rupiah },
        after: { priceRupiah },
      })
      return chosen
    }
    await ensureReseller(deps.db, { personId, by, at: deps.now() })
    const before = await findOwnPrice(deps.db, { personId, packageId: chosen.id })
    await saveOwnPrice(deps.db, { personId, packageId: chosen.id, priceRupiah })
    await recordAudit(deps, {
      by,
      action: 'reseller.price_set',
      subject: `person:${personId}`,
      before: { package: chosen.code, priceRupiah: before },
      after: { package: chosen.code, priceRupiah },
    })
    return chosen
  })
}

/** A package that resellers can sell, or a refusal. */
export async function chooseResold(deps: Pick<Deps, 'db'>, code: string): Promise<PackageRow> {
  const chosen = await choosePackage(deps, code)
  if (chosen.kind === 'hotspot') return chosen
  throw new Refusal('package.wrong_kind', { package: chosen.code, wanted: 'hotspot' })
}
