import { randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { activateUsed } from '../vouchers/activate-vouchers.ts'
import { settleBatches } from '../vouchers/settle-batches.ts'
import { tellProgress } from '../vouchers/tell-progress.ts'
import { tellWaiting } from '../vouchers/tell-waiting.ts'
import type { Drift } from './compare-queries.ts'
import { checkPasswords } from './check-passwords.ts'
import { compareUsers } from './compare-users.ts'
import { type Changes, pushChanges } from './push-changes.ts'
import { targetOf } from './router.ts'
import { noteInStep, noteRefusal, noteUnreachable } from './router-health.ts'
import type { RouterRow } from './router-queries.ts'
import { deleteForgotten, isBehind } from './router-user-queries.ts'
import {
  ageOfKnowledge,
  CLAIM_LASTS_MS,
  claimantOf,
  claimRouter,
  forgetSessions,
  hasPendingBatch,
  releaseRouter,
  renewClaim,
} from './sync-queries.ts'
import { isUnreached, tryAgain } from './unreached.ts'

export type SyncOutcome =
  | 'in step'
  /** Somebody else is at it, and will look again before leaving; or the router is gone or was never looked at. */
  | 'busy'
  | 'unreachable'
  | 'refused'

type SyncDeps = Pick<
  Deps,
  'db' | 'log' | 'now' | 'wake' | 'draw' | 'secrets' | 'routers' | 'business'
>

export const LIST_LASTS_SECONDS = 300
const RENEW_EVERY_MS = 2_000
/** Somebody who paid does not wait for ten thousand vouchers. */
const SERVICES = ['ppp', 'hotspot'] as const

/**
 * Effect `router.sync`: makes a router equal to what it should have. Starts from what is written
 * down, so it goes on where another run stopped; run at any time, as often as anybody likes.
 */
export async function syncRouter(
  deps: SyncDeps,
  { routerId }: { routerId: number },
): Promise<SyncOutcome> {
  for (;;) {
    const claim = { routerId, owner: randomUUID() }
    const router = await claimRouter(deps.db, claim)
    if (!router) {
      await lookAgainLater(deps, routerId)
      return 'busy'
    }
    const renewing = setInterval(() => {
      renewClaim(deps.db, claim).catch((error: unknown) =>
        deps.log.warn({ err: error, routerId }, 'could not renew the claim on a router'),
      )
    }, RENEW_EVERY_MS)
    let outcome: SyncOutcome
    try {
      outcome = await bringInStep(deps, router)
    } finally {
      clearInterval(renewing)
      await releaseRouter(deps.db, claim)
    }
    // Whoever came meanwhile found us at it and left: what he wanted done is ours to see.
    if (outcome !== 'in step' || !(await isBehind(deps.db, routerId))) return outcome
  }
}

/**
 * Whoever has the claim looks again before leaving, if he lives to do so. Should he not, this is
 * asked again when his claim is over; once in that time, however many found him at it.
 */
async function lookAgainLater(deps: Pick<Deps, 'db' | 'now' | 'wake'>, routerId: number) {
  const claimant = await claimantOf(deps.db, routerId)
  if (claimant === null) return
  const nowMs = deps.now().getTime()
  const key = `router.sync:${claimant}:${Math.floor(nowMs / CLAIM_LASTS_MS)}`
  await later(
    deps,
    { kind: 'router.sync', routerId },
    { key, at: new Date(nowMs + CLAIM_LASTS_MS) },
  )
}

async function bringInStep(deps: SyncDeps, router: RouterRow): Promise<SyncOutcome> {
  const routerId = router.id
  try {
    await tryAgain(({ again }) => reconcile(deps, router, { again }))
    return 'in step'
  } catch (error) {
    await forgetSessions(deps.db, routerId)
    if (error instanceof Rejected) {
      deps.log.warn({ err: error, routerId }, 'a router refuses us')
      const problem = error.code || 'other'
      await noteRefusal(deps, router, problem)
      await tellWaiting(deps, { routerId, problem })
      return 'refused'
    }
    if (!isUnreached(error)) throw error
    deps.log.info({ err: error, routerId }, 'a router does not answer')
    await noteUnreachable(deps, router)
    await tellWaiting(deps, { routerId, problem: 'unreachable' })
    return 'unreachable'
  }
}

async function reconcile(deps: SyncDeps, router: RouterRow, { again }: { again: boolean }) {
  const target = targetOf(deps, router)
  const changes: Changes = { added: 0, changed: 0, removed: 0 }
  let drift: Drift = { missing: 0, changed: 0, revived: 0, newStrangers: [] }
  const onProgress = everyTwoSeconds(() => tellProgress(deps, { routerId: router.id }))

  const mayBeRestored = router.listed_at === null
  let mustList = again || (await listIsStale(deps, router))
  for (let fresh = false; ;) {
    if (mustList && !fresh) {
      drift = await compareUsers(deps, target)
      if (again || mayBeRestored) drift.changed += await checkPasswords(deps, target)
      await activateUsed(deps, { routerId: router.id })
      fresh = true
    }
    mustList = false
    for (const service of (await isBehind(deps.db, router.id)) ? SERVICES : []) {
      const pushed = await pushChanges(deps, { target, service, fresh, onProgress })
      changes.added += pushed.added
      changes.changed += pushed.changed
      changes.removed += pushed.removed
      mustList ||= pushed.kind === 'list first'
    }
    if (mustList) continue
    if (!(await hasPendingBatch(deps.db, router.id))) break
    const { more } = await settleBatches(deps, { routerId: router.id })
    if (!more) break
  }
  await deleteForgotten(deps.db, router.id)
  await noteInStep(deps, router, { changes, drift })
}

/** After every new connection, and now and then: people change things on routers by hand. */
async function listIsStale(
  deps: Pick<Deps, 'db' | 'routers'>,
  router: Pick<RouterRow, 'id' | 'known_sessions'>,
): Promise<boolean> {
  const session = deps.routers.session(router.id)
  if (session === null || !router.known_sessions.includes(session)) return true
  return (await ageOfKnowledge(deps.db, router.id)).listSeconds >= LIST_LASTS_SECONDS
}

function everyTwoSeconds(work: () => Promise<void>) {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < 2_000) return
    last = performance.now()
    await work()
  }
}
