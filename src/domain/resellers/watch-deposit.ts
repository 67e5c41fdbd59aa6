import type { Correlated, Deps } from '../deps.ts'
import { depositOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { tell } from '../messages/tell.ts'
import { lockReseller, setLowTold } from './reseller-queries.ts'

/**
 * After anything moved a deposit, in the transaction that did: what is left, and once a warning
 * where it has become little. Once it was enough again, the next time is told again.
 */
export async function watchDeposit(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  {
    personId,
    fellIn,
  }: {
    personId: number
    /** The chat it was spent from; absent where money came in. */
    fellIn?: number
  },
): Promise<number> {
  const { low_rupiah: lowRupiah, low_told_at: toldAt } = await lockReseller(deps.db, personId)
  const depositRupiah = await balanceOf(deps, depositOf(personId))
  if (depositRupiah >= lowRupiah) {
    if (toldAt) await setLowTold(deps.db, personId, null)
  } else if (!toldAt && fellIn !== undefined) {
    await setLowTold(deps.db, personId, deps.now())
    await tell(deps, fellIn, {
      code: 'reseller.low',
      details: { depositRupiah, lowRupiah },
    })
  }
  return depositRupiah
}
