import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { anyHints, claimHints, insertHint, releaseHints, takeHints } from './hint-queries.ts'
import { pollRouter } from './poll-router.ts'
import { getRouter } from './router-queries.ts'
import { isRouterToken } from './router-token.ts'

/** What a router sent us. `user` null: it could not be read. */
export type Hint = { routerId: number; token: string; user: string | null }

export type HintNews = 'accepted' | 'bad_signature' | 'malformed' | 'unknown_reference'

/**
 * A router says that somebody logged in or out. Only a hint: it is written down and answered, and
 * then the router is asked, through its own API, what is true.
 */
export async function hearHint(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'>,
  { routerId, token, user }: Hint,
): Promise<HintNews> {
  const router = await getRouter(deps.db, routerId)
  if (!router) return 'unknown_reference'
  if (!isRouterToken(deps.secrets, token, router)) return 'bad_signature'
  if (user === null) return 'malformed'
  await inTransaction(deps, async (deps) => {
    const isNews = await insertHint(deps.db, { routerId, name: user, at: deps.now() })
    if (isNews) await later(deps, { kind: 'router.hint', routerId })
  })
  return 'accepted'
}

/**
 * Effect `router.hint`: one look at the router for all that was told of it meanwhile. Should it
 * not answer, the next poll finds the same; so nothing of this is ever kept for later.
 */
export async function followHints(
  deps: Parameters<typeof pollRouter>[0],
  { routerId }: { routerId: number },
) {
  while (await anyHints(deps.db, routerId)) {
    // Whoever has the claim looks again after letting go of it.
    if (!(await claimHints(deps.db, routerId))) return
    try {
      const names = await takeHints(deps.db, routerId)
      if (names.length > 0) await pollRouter(deps, { routerId })
    } finally {
      await releaseHints(deps.db, routerId)
    }
  }
}
