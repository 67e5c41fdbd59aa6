import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { noteSessions } from '../pppoe/note-sessions.ts'
import { activateLoggedIn } from '../vouchers/activate-vouchers.ts'
import { inspectRouter } from './inspect-router.ts'
import { readProfiles } from './read-profiles.ts'
import { targetOf } from './router.ts'
import { noteRefusal, noteUnreachable } from './router-health.ts'
import { getRouter, recordSeen, type RouterRow } from './router-queries.ts'
import { isBehind, barredAmong } from './router-user-queries.ts'
import type { ActiveSession, RouterService } from './routers.ts'
import { ageOfKnowledge, noteSession } from './sync-queries.ts'
import { LIST_LASTS_SECONDS } from './sync-router.ts'
import { isUnreached, tryAgain } from './unreached.ts'

type PollDeps = Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'secrets' | 'routers' | 'business'>

const PROFILES_LAST_SECONDS = 3600

/**
 * Asks one router who is logged in, starts the life of vouchers used for the first time, and
 * asks for it to be brought in step where it is not. A router that does not answer is only noted.
 */
export async function pollRouter(deps: PollDeps, { routerId }: { routerId: number }) {
  const router = await getRouter(deps.db, routerId)
  if (!router) return
  try {
    // Added while it was away: nobody has looked at it yet.
    if (router.version === null) await inspectRouter(deps, router)
    else await tryAgain(() => look(deps, router))
  } catch (error) {
    if (error instanceof Rejected) {
      deps.log.warn({ err: error, routerId }, 'a router refuses us')
      await noteRefusal(deps, router, error.code || 'other')
    } else if (isUnreached(error)) {
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
  const [hotspot, ppp] = await Promise.all([
    deps.routers.activeSessions(target, 'hotspot'),
    deps.routers.activeSessions(target, 'ppp'),
  ])
  const at = deps.now()
  const latencyMs = performance.now() - asked
  await recordSeen(deps.db, { routerId: router.id, latencyMs, at })
  await activateLoggedIn(deps, { routerId: router.id, sessions: hotspot, at })
  await noteSessions(deps, { routerId: router.id, sessions: ppp, at })

  const { listSeconds, profilesSeconds } = await whatIsKnown(deps, router.id)
  if (profilesSeconds >= PROFILES_LAST_SECONDS) await readProfiles(deps, router)
  // Somebody works on it: it is read and left alone.
  if (router.state === 'maintenance') return
  const outOfStep =
    router.down_since !== null ||
    router.problem !== null ||
    listSeconds >= LIST_LASTS_SECONDS ||
    (await isBehind(deps.db, router.id))
  if (outOfStep) await later(deps, { kind: 'router.sync', routerId: router.id })

  // Last, so that a router which refuses this keeps nothing else from being done.
  await kickBarred(deps, router, { service: 'hotspot', sessions: hotspot })
  await kickBarred(deps, router, { service: 'ppp', sessions: ppp })
}

async function whatIsKnown({ db, routers }: Pick<Deps, 'db' | 'routers'>, routerId: number) {
  const session = routers.session(routerId)
  if (session !== null) await noteSession(db, routerId, session)
  return ageOfKnowledge(db, routerId)
}

/** Whoever is on line with a code that has ended, or while isolated, came in before: out with him. */
async function kickBarred(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  router: RouterRow,
  { service, sessions }: { service: RouterService; sessions: ActiveSession[] },
) {
  const names = [...new Set(sessions.map(({ name }) => name))]
  const barred = await barredAmong(deps.db, { routerId: router.id, service, names })
  if (barred.length > 0) await deps.routers.kick(targetOf(deps, router), service, barred)
}
