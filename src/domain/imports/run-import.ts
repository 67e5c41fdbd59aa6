import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { adoptUsers } from './adopt-users.ts'
import type { ImportKind } from './import.ts'
import { findImport, lockImport, markImport } from './import-queries.ts'
import { runCustomers } from './run-customers.ts'
import type { Step } from './run-chunk.ts'
import type { RunDeps } from './run-deps.ts'
import { runLines } from './run-lines.ts'
import { runPackages } from './run-packages.ts'
import { resultOf } from './tell-import.ts'

const STEPS: Record<ImportKind, Step<RunDeps>> = {
  customers: runCustomers,
  packages: runPackages,
  pppoe: runLines,
  router: adoptUsers,
}

/**
 * Effect `import.run`: does what was said yes to, some rows at a time, each set whole or not at
 * all. Goes on where another run stopped; a row that is done is done once.
 */
export async function runImport(deps: RunDeps, { importId }: { importId: number }) {
  const one = await findImport(deps.db, importId)
  if (one?.state !== 'running') return
  await STEPS[one.kind](deps, one)
  await inTransaction(deps, async (deps) => {
    const one = await lockImport(deps.db, importId)
    if (one?.state !== 'running') return
    const result = await resultOf(deps, one)
    await markImport(deps.db, importId, { state: 'done', result, doneAt: deps.now() })
    await tell(deps, one.conversation_id, { code: 'import.done', details: result })
  })
}
