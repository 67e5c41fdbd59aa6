import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouter } from './choose-router.ts'
import { dayAndTime } from './clock-time.ts'
import { ordersInTheMaking, startMaintenance, stopMaintenance } from './maintenance-queries.ts'

type MaintainDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'>
type Somebody = { id: number; name: string | null }

/**
 * Somebody works on a router: nothing new is sold or made on it, its outages are no news, and
 * what it should have waits. It is read all the same, so that first logins are not lost.
 */
export function maintainRouter(
  deps: MaintainDeps,
  { name, until, by }: { name: string; until: Date | null; by: Somebody },
): Promise<{ id: number; name: string; until: string | null }> {
  return inTransaction(deps, async (deps) => {
    const router = await chooseRouter(deps, name)
    const now = deps.now()
    if (until !== null && until <= now) {
      throw new Refusal('input.invalid', { field: 'sampai', problem: dayAndTime(until, at(deps)) })
    }
    await startMaintenance(deps.db, { routerId: router.id, until, by: by.id, at: now })
    await recordAudit(deps, {
      by: by.id,
      action: 'router.maintenance_began',
      subject: `router:${router.id}`,
      after: { name: router.name, until },
    })
    // Whoever has paid does not wait for it: another router may serve.
    for (const orderId of await ordersInTheMaking(deps.db, router.id)) {
      await later(deps, { kind: 'order.deliver', orderId })
    }
    const said = until && dayAndTime(until, at(deps))
    await tellStaff(deps, 'routers.view', {
      code: 'router.maintenance',
      details: { name: router.name, by: by.name, until: said },
    })
    return { id: router.id, name: router.name, until: said }
  })
}

/** It is brought in step at once: what waited, and what was changed by hand meanwhile. */
export function resumeRouter(
  deps: MaintainDeps,
  { name, by }: { name: string; by: Somebody },
): Promise<{ id: number; name: string }> {
  return inTransaction(deps, async (deps) => {
    const router = await chooseRouter(deps, name)
    const [ended] = await stopMaintenance(deps.db, { routerId: router.id })
    if (!ended) throw new Refusal('router.not_in_maintenance', { name: router.name })
    await bringBack(deps, ended, by)
    return { id: router.id, name: router.name }
  })
}

/** Duty: maintenance that was to last until now is over, whether or not anybody remembers. */
export function endMaintenance(deps: MaintainDeps): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const ended = await stopMaintenance(deps.db, { dueAt: deps.now() })
    for (const router of ended) await bringBack(deps, router, null)
  })
}

async function bringBack(
  deps: MaintainDeps,
  { id, name, behind }: { id: number; name: string; behind: number },
  by: Somebody | null,
) {
  await recordAudit(deps, {
    by: by?.id ?? null,
    action: 'router.maintenance_ended',
    subject: `router:${id}`,
    after: { name },
  })
  await later(deps, { kind: 'router.sync', routerId: id })
  await tellStaff(deps, 'routers.view', {
    code: 'router.maintenance_over',
    details: { name, by: by?.name ?? null, behind },
  })
}

function at({ now, business }: Pick<Deps, 'now' | 'business'>) {
  return { now: now(), timeZone: business.timeZone }
}
