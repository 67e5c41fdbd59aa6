import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import type { RowProblem } from './import.ts'
import {
  type ImportRow,
  lockImport,
  type Outcome,
  recordOutcomes,
  type WaitingRow,
  waitingRows,
} from './import-queries.ts'
import { tellProgress } from './tell-import.ts'

export type Step<D> = (deps: D, one: ImportRow) => Promise<void>

/** Small enough to be over in a moment, and to be done again when it was cut short. */
const AT_ONCE = 100

/** Does all rows that wait, a set at a time; of two who are at it the second waits for the first. */
export async function inChunks<D extends Pick<Deps, 'db' | 'now' | 'wake'> & Correlated>(
  deps: D,
  importId: number,
  work: (deps: D, one: ImportRow, rows: WaitingRow[]) => Promise<Outcome[]>,
) {
  for (;;) {
    const done = await inTransaction(deps, async (deps) => {
      const one = await lockImport(deps.db, importId)
      if (one?.state !== 'running') return 0
      const rows = await waitingRows(deps.db, { importId, limit: AT_ONCE })
      if (rows.length === 0) return 0
      await recordOutcomes(deps.db, importId, await work(deps, one, rows))
      await tellProgress(deps, one)
      return rows.length
    })
    if (done === 0) return
  }
}

export function failed(
  { place }: Pick<WaitingRow, 'place'>,
  problem: RowProblem,
  about: string | null = null,
): Outcome {
  return { place, outcome: 'failed', problem, about }
}

/** What the business says no to by now, though it would have said yes when the list was read. */
export async function unlessRefused(
  row: WaitingRow,
  work: () => Promise<Outcome>,
  problemOf: (refusal: Refusal) => RowProblem,
): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return failed(row, problemOf(error))
    throw error
  }
}
