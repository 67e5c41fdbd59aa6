import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { ActiveSession } from '../routers/routers.ts'
import { activateBySessions, activateByUse } from './activation-queries.ts'
import { postPaperSales } from './post-paper-sales.ts'

/** Starts the life of vouchers whose users are logged in. `at` is when the router was asked. */
export async function activateLoggedIn(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { routerId, sessions, at }: { routerId: number; sessions: ActiveSession[]; at: Date },
) {
  if (sessions.length === 0) return
  await inTransaction(deps, async (deps) => {
    await postPaperSales(deps, await activateBySessions(deps.db, { routerId, sessions, at }))
  })
}

/** Starts the life of vouchers that were used unseen. */
export async function activateUsed(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { routerId }: { routerId: number },
) {
  await inTransaction(deps, async (deps) => {
    await postPaperSales(deps, await activateByUse(deps.db, { routerId, at: deps.now() }))
  })
}
