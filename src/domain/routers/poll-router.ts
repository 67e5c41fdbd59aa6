import type { Deps } from '../deps.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../fault.ts'
import { activateLoggedIn } from '../vouchers/activate-vouchers.ts'
import { inspectRouter } from './inspect-router.ts'
import { readProfiles } from './read-profiles.ts'
import { targetOf } from './router.ts'
import { noteRefusal, noteUnreachable } from './router-health.ts'
import { getRouter, recordSeen, type RouterRow } from './router-queries.ts'
import { isBehind, unwantedAmong } from './router-user-queries.ts'
import type { ActiveSession } from './routers.ts'
import { ageOfKnowledge } from './sync-queries.ts'
import { listIsStale, syncRouter } from './sync-router.ts'

type PollDeps = Parameters<typeof syncRouter>[0]

const PROFILES_LAST_SECONDS = 3600

/**
 * Asks one router who is logged in, starts the life of vouchers used for the first time, and
 * brings the router in step where it is not. A router that does not answer is only noted.
 */
export async function pollRouter(deps: PollDeps, { routerId }: { routerId: number }) {
  const router = await getRouter(deps.db, routerId)
  if (!router) return
  try {
    // Added while it was away: nobody has looked at it yet.
    if (router.version === null) await inspectRouter(deps, router)
    else await look(deps, router)
  } catch (error) {
    if (error instanceof Rejected) {
      deps.log.warn({ err: error, routerId }, 'a router refuses us')
      await noteRefusal(deps, router, error.code || 'other')
    } else if (error instanceof Unreachable || error instanceof OutcomeUnknown) {
      deps.log.debug({ err: error, routerId }, 'a router does not answer')
      await noteUnreachable(deps, router)
    } else {
      throw error
    }
  }
}

async function look(deps: PollDeps, router: RouterRow) {
  const target = targetOf(deps, router)
  const asked = performance.now()
  const sessions = await deps.routers.activeSessions(target, 'hotspot')
  const at = deps.now()
  const latencyMs = performance.now() - asked
  await recordSeen(deps.db, { routerId: router.id, latencyMs, at })
  await activateLoggedIn(deps, { routerId: router.id, sessions, at })
  await kickEnded(deps, router, sessions)

  const { profilesSeconds } = await ageOfKnowledge(deps.db, router.id)
  if (profilesSeconds >= PROFILES_LAST_SECONDS) await readProfiles(deps, router)
  const outOfStep =
    router.down_since !== null ||
    (await isBehind(deps.db, router.id)) ||
    (await listIsStale(deps, router))
  if (outOfStep) await syncRouter(deps, { routerId: router.id })
}

/** Whoever is on line with a code that has ended: the user is gone, and so must the session be. */
async function kickEnded(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  router: RouterRow,
  sessions: ActiveSession[],
) {
  const names = [...new Set(sessions.map(({ name }) => name))]
  const ended = await unwantedAmong(deps.db, { routerId: router.id, service: 'hotspot', names })
  if (ended.length > 0) await deps.routers.kick(targetOf(deps, router), 'hotspot', ended)
}
