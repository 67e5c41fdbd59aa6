import { addDays, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { isolateSubscriptions } from '../subscriptions/isolate-subscriptions.ts'
import { stopSubscriptions } from '../subscriptions/stop-subscriptions.ts'
import { billingSettings } from './billing-settings.ts'
import { overdueLines, unpaidSince } from './overdue-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'>

const AT_ONCE = 500

/**
 * Isolates lines whose oldest debt is past its due day and the days of grace; the last paid day
 * counts until its end. Enough paid in part keeps a line on, where the owner set it so.
 */
export async function isolateOverdue(deps: Needs): Promise<number> {
  const { graceDays, minPaidPercent } = await billingSettings(deps)
  const today = dayOf(deps.now(), deps.business.timeZone)
  return inSets(async () => {
    const subscriptionIds = await overdueLines(deps.db, {
      before: addDays(today, -graceDays),
      minPaidPercent,
      limit: AT_ONCE,
    })
    return isolateSubscriptions(deps, { subscriptionIds, because: 'unpaid', by: null })
  })
}

/** Ends lines that have been isolated for longer than the owner waits. */
export async function stopUnpaid(deps: Needs): Promise<number> {
  const { stopAfterDays } = await billingSettings(deps)
  if (stopAfterDays === 0) return 0
  const before = new Date(deps.now().getTime() - stopAfterDays * 86_400_000)
  return inSets(async () => {
    const subscriptionIds = await unpaidSince(deps.db, { before, limit: AT_ONCE })
    return stopSubscriptions(deps, { subscriptionIds, because: 'unpaid', by: null })
  })
}

async function inSets(some: () => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const moved = await some()
    all += moved
    if (moved < AT_ONCE) return all
  }
}
