import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgetOld } from './import-queries.ts'

const WAITS_MS = 24 * 3_600_000

/** Duty: a list that came to nothing within a day is dropped, and passwords out of lists are forgotten. */
export function forgetImports(deps: Pick<Deps, 'db' | 'now' | 'wake'>): Promise<void> {
  return inTransaction(deps, async ({ db, now }) => {
    const at = now()
    await forgetOld(db, { before: new Date(at.getTime() - WAITS_MS), at })
  })
}
