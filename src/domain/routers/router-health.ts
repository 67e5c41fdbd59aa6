import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import type { Drift } from './compare-queries.ts'
import type { Changes } from './push-changes.ts'
import type { RouterRow } from './router-queries.ts'
import { refusedUsers } from './router-user-queries.ts'
import { recordInStep, recordRefusal, recordUnreachable } from './sync-queries.ts'

type Known = Pick<RouterRow, 'id' | 'name'>

// A cable pulled and put back is not worth a message.
const TELL_AFTER_MS = 60_000

/** A router does not answer. Told once in an outage, when it has lasted. */
export function noteUnreachable(deps: Pick<Deps, 'db' | 'now' | 'wake'>, { id, name }: Known) {
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    const tellBefore = new Date(at.getTime() - TELL_AFTER_MS)
    const outage = await recordUnreachable(deps.db, { routerId: id, at, tellBefore })
    if (!outage?.tell) return
    await tellStaff(deps, 'routers.view', {
      code: 'router.down',
      details: { name, minutes: minutesSince(outage.since, at) },
    })
  })
}

/** A router answers and will not have us: a changed password, a permission taken away. */
export function noteRefusal(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { id, name }: Known,
  problem: string,
) {
  return inTransaction(deps, async (deps) => {
    if (!(await recordRefusal(deps.db, { routerId: id, problem }))) return
    await tellStaff(deps, 'routers.view', {
      code: 'router.refused',
      details: { name, count: 0, problem, sample: [] },
    })
  })
}

/** A router is as it should be, but for what it refuses. What had to be done is told where it is news. */
export function noteInStep(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { id, name }: Known,
  { changes, drift }: { changes: Changes; drift: Drift },
) {
  return inTransaction(deps, async (deps) => {
    const [worst] = await refusedUsers(deps.db, id)
    const problem = worst?.problem ?? null
    const at = deps.now()
    const before = await recordInStep(deps.db, { routerId: id, at, problem })
    const { missing, changed, revived, newStrangers } = drift
    if (before.toldDownSince) {
      const minutes = minutesSince(before.toldDownSince, at)
      const details = { name, minutes, ...changes }
      await tellStaff(deps, 'routers.view', { code: 'router.back', details })
    } else if (missing + changed + revived > 0) {
      const details = { name, added: missing, changed, removed: revived }
      await tellStaff(deps, 'routers.view', { code: 'router.repaired', details })
    }
    if (worst && problem !== before.problemBefore) {
      await tellStaff(deps, 'routers.view', { code: 'router.refused', details: { name, ...worst } })
    }
    if (newStrangers.length > 0) {
      await tellStaff(deps, 'routers.view', {
        code: 'router.strangers',
        details: { name, count: newStrangers.length, sample: newStrangers.slice(0, 5) },
      })
    }
  })
}

function minutesSince(then: Date, now: Date) {
  return Math.max(1, Math.round((now.getTime() - then.getTime()) / 60_000))
}
