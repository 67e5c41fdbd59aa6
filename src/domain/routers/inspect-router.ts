import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { RouterProblem } from '../messages/notice.ts'
import { keepProfiles } from './read-profiles.ts'
import { problemsOf, targetOf } from './router.ts'
import { packagesOnRouter, recordFacts, type RouterRow } from './router-queries.ts'
import type { RouterFacts } from './routers.ts'

/**
 * Looks at a router from the outside in: login, version, permissions, profiles. The first look
 * pins its certificate. What it should have is brought there afterwards.
 */
export async function inspectRouter(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets' | 'routers'>,
  router: RouterRow,
): Promise<{ facts: RouterFacts; problems: RouterProblem[] }> {
  const target = targetOf(deps, router)
  const facts = await deps.routers.check(target)
  const pinned = { ...target, fingerprint: target.fingerprint ?? facts.fingerprint }
  const profiles = await deps.routers.listProfiles(pinned, 'hotspot')
  return inTransaction(deps, async (deps) => {
    await recordFacts(deps.db, { routerId: router.id, facts, at: deps.now() })
    await keepProfiles(deps, router, profiles)
    await later(deps, { kind: 'router.sync', routerId: router.id })
    const needed = await packagesOnRouter(deps.db, router.id)
    const neededProfiles = [...new Set(needed.map(({ profile }) => profile))]
    return { facts, problems: problemsOf(facts, { tls: router.tls, neededProfiles }) }
  })
}
