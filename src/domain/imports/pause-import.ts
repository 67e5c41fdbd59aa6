import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import type { ImportFailure } from './import.ts'
import { type ImportRow, lockImport, markImport } from './import-queries.ts'
import { tellReady } from './tell-import.ts'

/** A router is away: nothing is lost, and whoever said yes may say it again. */
export function pauseImport(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { id }: Pick<ImportRow, 'id'>,
  failure: ImportFailure,
) {
  return inTransaction(deps, async (deps) => {
    const one = await lockImport(deps.db, id)
    if (one?.state !== 'running') return
    await markImport(deps.db, id, { state: 'ready' })
    const details = { importId: id, failure }
    await tell(deps, one.conversation_id, { code: 'import.failed', details })
    await tellReady(deps, id)
  })
}
