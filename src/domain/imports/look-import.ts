import type { Correlated, Deps } from '../deps.ts'
import { getRouter } from '../routers/router-queries.ts'
import type { SheetWords } from './draw-sheet.ts'
import { findImport } from './import-queries.ts'
import { judgeUsers } from './judge-users.ts'
import { awayBecause, listForeignUsers } from './list-foreign-users.ts'
import { failImport, presentImport } from './read-import.ts'

type LookDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'files' | 'documents' | 'routers' | 'secrets' | 'business'
> &
  Correlated

/** Effect `import.look`: what of that which stands on a router could be taken over, and as what. */
export async function lookAtUsers(
  deps: LookDeps,
  { importId, words }: { importId: number; words: SheetWords },
) {
  const one = await findImport(deps.db, importId)
  if (one?.state !== 'reading' || one.router_id === null) return
  const router = await getRouter(deps.db, one.router_id)
  if (!router) {
    await failImport(deps, one, { code: 'empty' })
    return
  }
  try {
    const [ppp, hotspot] = await Promise.all([
      listForeignUsers(deps, router, 'ppp'),
      listForeignUsers(deps, router, 'hotspot'),
    ])
    const rows = await judgeUsers(deps, router.id, { ppp, hotspot })
    if (rows.length === 0) await failImport(deps, one, { code: 'empty' })
    else await presentImport(deps, one, { rows, words })
  } catch (error) {
    const failure = awayBecause(error, router)
    if (!failure) throw error
    await failImport(deps, one, failure)
  }
}
