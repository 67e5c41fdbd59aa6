import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { activateLoggedIn } from '../vouchers/activate-vouchers.ts'
import { inspectRouter } from './inspect-router.ts'
import { readProfiles } from './read-profiles.ts'
import { targetOf } from './router.ts'
import { noteRefusal, noteUnreachable } from './router-health.ts'
import { getRouter, recordSeen, type RouterRow } from './router-queries.ts'
import { isBehind, unwantedAmong } from './router-user-queries.ts'
import type { ActiveSession } from './routers.ts'
import { ageOfKnowledge, noteSession } from './sync-queries.ts'
import { LIST_LASTS_SECONDS } from './sync-router.ts'
import { isUnreached, tryAgain } from './unreached.ts'

type PollDeps = Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'secrets' | 'routers'>

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
  const sessions = await deps.routers.activeSessions(target, 'hotspot')
  const at = deps.now()
  const latencyMs = performance.now() - asked
  await recordSeen(deps.db, { routerId: router.id, latencyMs, at })
  await activateLoggedIn(deps, { routerId: router.id, sessions, at })
  await kickEnded(deps, router, sessions)

  const { listSeconds, profilesSeconds } = await whatIsKnown(deps, router.id)
  if (profilesSeconds >= PROFILES_LAST_SECONDS) await readProfiles(deps, router)
  const outOfStep =
    router.down_since !== null ||
    router.problem !== null ||
    listSeconds >= LIST_LASTS_SECONDS ||
    (await isBehind(deps.db, router.id))
  if (outOfStep) await later(deps, { kind: 'router.sync', routerId: router.id })
}

async function whatIsKnown({ db, routers }: Pick<Deps, 'db' | 'routers'>, routerId: number) {
  const session = routers.session(routerId)
  if (session !== null) await noteSession(db, routerId, session)
  return ageOfKnowledge(db, routerId)
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
