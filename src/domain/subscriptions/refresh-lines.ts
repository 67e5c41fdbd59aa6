import type { Correlated, Deps } from '../deps.ts'
import { bringToRouters } from './follow-up.ts'
import { placeSecrets } from './secret-queries.ts'

/** Their package, or its routers, changed: what routers should have follows. */
export async function refreshLines(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  subscriptionIds: number[],
) {
  if (subscriptionIds.length === 0) return
  await placeSecrets(deps.db, subscriptionIds)
  await bringToRouters(deps, subscriptionIds)
}
