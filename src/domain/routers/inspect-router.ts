import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { RouterProblem } from '../messages/notice.ts'
import { keepProfiles, listProfiles } from './read-profiles.ts'
import { problemsOf, targetOf } from './router.ts'
import { profilesNeeded, recordFacts, type RouterRow } from './router-queries.ts'
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
  const profiles = await listProfiles(deps, pinned)
  return inTransaction(deps, async (deps) => {
    await recordFacts(deps.db, { routerId: router.id, facts, at: deps.now() })
    await keepProfiles(deps, router, profiles)
    await later(deps, { kind: 'router.sync', routerId: router.id })
    const needed = await profilesNeeded(deps.db, router.id)
    const missing = needed.filter(
      ({ service, profile }) => !profiles[service].some(({ name }) => name === profile),
    )
    const missingProfiles = [
      ...new Map(missing.map((one) => [`${one.service} ${one.profile}`, one])).values(),
    ]
    return { facts, problems: problemsOf(facts, { tls: router.tls, missingProfiles }) }
  })
}
