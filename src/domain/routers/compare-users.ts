import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { compareListing, type Drift, recordListing } from './compare-queries.ts'
import { isMarked } from './router-comment.ts'
import type { RouterService, RouterTarget } from './routers.ts'

/**
 * Reads the whole user list of a router and notes where it differs from what it should be. Users
 * without our mark are not looked at.
 */
export async function compareUsers(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'routers'>,
  target: RouterTarget,
  service: RouterService,
): Promise<Drift> {
  const listed = await deps.routers.listUsers(target, service)
  const session = deps.routers.session(target.id)
  const marked = listed.filter(({ comment }) => isMarked(comment))
  const at = deps.now()
  return inTransaction(deps, async (deps) => {
    const drift = await compareListing(deps.db, { routerId: target.id, service, marked, at })
    await recordListing(deps.db, target.id, session)
    return drift
  })
}
