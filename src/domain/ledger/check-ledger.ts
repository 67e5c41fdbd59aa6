import type { Deps } from '../deps.ts'
import type { Currency } from '../tables.ts'
import { currencySums, driftedAccounts, unbalancedTransfers } from './ledger-queries.ts'

export type LedgerCheck = {
  /** All three lists are empty. */
  sound: boolean
  /** Currencies whose lines do not sum to zero. */
  sums: { currency: Currency; sum: number }[]
  unbalancedTransfers: number[]
  /** Accounts whose kept balance is not the sum of their lines. */
  drifted: { accountId: number; balance: number; lines: number }[]
}

/** Reads the whole ledger and proves it, in case somebody has been at the tables by hand. */
export async function checkLedger(deps: Pick<Deps, 'db'>): Promise<LedgerCheck> {
  const sums = await currencySums(deps.db)
  const unbalanced = await unbalancedTransfers(deps.db)
  const drifted = await driftedAccounts(deps.db)
  return {
    sound: sums.length + unbalanced.length + drifted.length === 0,
    sums,
    unbalancedTransfers: unbalanced,
    drifted,
  }
}
