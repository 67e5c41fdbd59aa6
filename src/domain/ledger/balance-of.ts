import type { Deps } from '../deps.ts'
import type { Account } from './account.ts'
import { sumOfLines } from './ledger-queries.ts'

/** Zero for an account nothing was ever posted to. */
export async function balanceOf(
  deps: Pick<Deps, 'db'>,
  { owner, purpose, currency = 'IDR' }: Account,
): Promise<number> {
  return sumOfLines(deps.db, { owner, purpose, currency })
}
