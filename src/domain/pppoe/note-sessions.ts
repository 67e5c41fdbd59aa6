import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import type { ActiveSession } from '../routers/routers.ts'
import {
  attachToOutage,
  type Gone,
  lockRouterForSessions,
  openOutage,
  type RouterSeen,
  settleOutage,
} from './outage-queries.ts'
import { recordGone, recordOnline } from './session-queries.ts'

/** So many at once, and so large a part of those on line, is no coincidence. */
const OUTAGE_FROM = 5
const OUTAGE_SHARE = 0.3

/**
 * What a router says about who is on line over PPPoE: who came, who went, since when, from where,
 * and how much was used since the last look. Many who went at once are one outage, told once; so
 * is its end. A router that was away itself is told of elsewhere.
 */
export function noteSessions(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  { routerId, sessions, at }: { routerId: number; sessions: ActiveSession[]; at: Date },
): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const names = sessions.map(({ name }) => name)
    const router = await lockRouterForSessions(deps.db, { routerId, names })
    // A look that comes late would undo what a later one found.
    if (!router || (router.seen_at !== null && router.seen_at > at)) return
    const { timeZone } = deps.business
    const online = await recordOnline(deps.db, { routerId, sessions, at, timeZone })
    const gone = await recordGone(deps.db, { routerId, online, at })
    await noteOutage(deps, { router, gone, online, at })
  })
}

async function noteOutage(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { router, gone, online, at }: { router: RouterSeen; gone: Gone[]; online: number[]; at: Date },
) {
  const { id: routerId, name } = router
  const lost = gone.filter(({ expected }) => !expected)
  let { outage_id: outageId } = router
  if (outageId === null && isOutage(router, lost.length)) {
    const affected = lost.length
    outageId = await openOutage(deps.db, { routerId, affected: 0, at })
    await tellStaff(deps, 'routers.view', {
      code: 'outage.began',
      details: {
        router: name,
        affected,
        online: router.online,
        sample: lost.slice(0, 5).map(({ username }) => username),
      },
      priority: 'high',
      slot: `outage:${outageId}`,
    })
  }
  if (outageId === null) return
  await attachToOutage(deps.db, { outageId, ids: lost.map(({ id }) => id) })
  const over = await settleOutage(deps.db, { outageId, online, share: OUTAGE_SHARE, at })
  if (!over) return
  const minutes = Math.max(1, Math.round((at.getTime() - over.began_at.getTime()) / 60_000))
  await tellStaff(deps, 'routers.view', {
    code: 'outage.ended',
    details: { router: name, minutes, affected: over.affected, stillOff: over.still_off },
  })
}

function isOutage(router: RouterSeen, lost: number) {
  const { down_since: downSince, in_maintenance: isPlanned, online } = router
  return downSince === null && !isPlanned && lost >= OUTAGE_FROM && lost >= online * OUTAGE_SHARE
}
