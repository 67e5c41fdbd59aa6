import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { OutcomeUnknown, Rejected } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouter } from './choose-router.ts'
import {
  endReboot,
  findOpenReboot,
  insertReboot,
  type Reboot,
  takeReboot,
} from './reboot-queries.ts'
import { targetOf } from './router.ts'
import { getRouter, type RouterRow } from './router-queries.ts'
import { isUnreached, tryAgain } from './unreached.ts'

type RebootDeps = Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'secrets' | 'routers'>

const FIRST_LOOK_MS = 20_000
const LOOK_EVERY_MS = 10_000
const BACK_WITHIN_MS = 10 * 60_000
/** Between its clock and ours, and between the order and the start. */
const SLACK_SECONDS = 5

/** Writes down who wants a router restarted; of two at once the second is told so. */
export function requestReboot(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  ask: { name: string; by: number; conversationId: number; slot: string | null },
): Promise<{ id: number; name: string }> {
  return inTransaction(deps, async (deps) => {
    const { id: routerId, name } = await chooseRouter(deps, ask.name)
    const at = deps.now()
    const forgetBefore = new Date(at.getTime() - 2 * BACK_WITHIN_MS)
    const rebootId = await insertReboot(deps.db, { ...ask, routerId, at }, { forgetBefore })
    if (rebootId === undefined) throw new Refusal('router.rebooting', { name })
    await recordAudit(deps, {
      by: ask.by,
      action: 'router.rebooted',
      subject: `router:${routerId}`,
      after: { name },
    })
    await later(deps, { kind: 'router.reboot', rebootId })
    return { id: routerId, name }
  })
}

/** Effect `router.reboot`: gives the order once, and has somebody look when it is back. */
export async function rebootRouter(deps: RebootDeps, { rebootId }: { rebootId: number }) {
  const reboot = await takeReboot(deps.db, { rebootId, at: deps.now() })
  const router = reboot && (await getRouter(deps.db, reboot.router_id))
  if (reboot && !router) {
    await endReboot(deps.db, { rebootId, outcome: 'away', at: deps.now() })
    return
  }
  const problem = router ? await order(deps, router) : null
  if (reboot && router && problem !== null) {
    const outcome = problem === 'unreachable' ? 'away' : 'refused'
    await end(deps, { reboot, name: router.name }, { outcome, problem })
    return
  }
  // Taken before, by somebody who died over it: whether the order was given, its uptime tells.
  await lookLater(deps, { rebootId, inMs: FIRST_LOOK_MS })
}

/** Null when it was taken, or may have been; else why not. */
async function order(deps: RebootDeps, router: RouterRow): Promise<string | null> {
  try {
    await tryAgain(async () => {
      try {
        await deps.routers.reboot(targetOf(deps, router))
      } catch (error) {
        // Perhaps it heard us. Asked again it might restart twice.
        if (!(error instanceof OutcomeUnknown)) throw error
      }
    })
    return null
  } catch (error) {
    deps.log.info({ err: error, routerId: router.id }, 'a router did not take the order to restart')
    if (error instanceof Rejected) return error.code || 'other'
    if (isUnreached(error)) return 'unreachable'
    throw error
  }
}

/** Effect `router.back`: looks until its uptime says that it has started since, and tells who asked. */
export async function lookForReboot(deps: RebootDeps, { rebootId }: { rebootId: number }) {
  const reboot = await findOpenReboot(deps.db, rebootId)
  const router = reboot && (await getRouter(deps.db, reboot.router_id))
  if (!reboot || !router) return
  const waitedMs = deps.now().getTime() - (reboot.sent_at ?? reboot.asked_at).getTime()
  const seconds = Math.round(waitedMs / 1_000)
  const uptimeSeconds = await uptimeOf(deps, router)
  if (uptimeSeconds !== null && uptimeSeconds <= seconds + SLACK_SECONDS) {
    await end(deps, { reboot, name: router.name }, { outcome: 'back', seconds })
  } else if (waitedMs >= BACK_WITHIN_MS) {
    const problem = uptimeSeconds === null ? 'unreachable' : 'not_restarted'
    await end(deps, { reboot, name: router.name }, { outcome: 'not_seen', problem })
  } else {
    await lookLater(deps, { rebootId, inMs: LOOK_EVERY_MS })
  }
}

async function uptimeOf(deps: RebootDeps, router: RouterRow): Promise<number | null> {
  try {
    return (await deps.routers.resources(targetOf(deps, router))).uptimeSeconds
  } catch (error) {
    if (isUnreached(error) || error instanceof Rejected) return null
    throw error
  }
}

async function lookLater(deps: RebootDeps, { rebootId, inMs }: { rebootId: number; inMs: number }) {
  const at = new Date(deps.now().getTime() + inMs)
  // Done twice, this is still one look.
  const key = `router.back:${rebootId}:${Math.floor(at.getTime() / LOOK_EVERY_MS)}`
  await later(deps, { kind: 'router.back', rebootId }, { key, at })
}

type End =
  | { outcome: 'back'; seconds: number }
  | { outcome: 'refused' | 'away' | 'not_seen'; problem: string }

function end(deps: RebootDeps, { reboot, name }: { reboot: Reboot; name: string }, how: End) {
  return inTransaction(deps, async (deps) => {
    const { outcome } = how
    const { id: rebootId, router_id: routerId, conversation_id: conversationId } = reboot
    if (!(await endReboot(deps.db, { rebootId, outcome, at: deps.now() }))) return
    if (how.outcome === 'back') {
      await later(deps, { kind: 'router.sync', routerId })
      const details = { name, seconds: how.seconds }
      await tell(deps, conversationId, { code: 'router.rebooted', details })
    } else {
      const details = { name, problem: how.problem }
      await tell(deps, conversationId, { code: 'router.reboot_failed', details })
    }
  })
}
