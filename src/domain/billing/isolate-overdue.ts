import { addDays, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { isolateSubscriptions } from '../subscriptions/isolate-subscriptions.ts'
import { stopSubscriptions } from '../subscriptions/stop-subscriptions.ts'
import { billingSettings } from './billing-settings.ts'
import { lockLines, overdueLines, unpaidSince } from './overdue-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'>

const AT_ONCE = 500

/**
 * Isolates lines whose oldest debt is past its due day and the days of grace; the last paid day
 * counts until its end. Enough paid in part keeps a line on, where the owner set it so.
 */
export async function isolateOverdue(deps: Needs): Promise<number> {
  const { graceDays, minPaidPercent } = await billingSettings(deps)
  const today = dayOf(deps.now(), deps.business.timeZone)
  const overdue = { before: addDays(today, -graceDays), minPaidPercent, limit: AT_ONCE }
  return inSets(deps, async (deps) => {
    const among = await overdueLines(deps.db, overdue)
    // Whoever pays holds his lines: once they are ours, what he paid is seen, or comes after us
    // and puts him back on line.
    await lockLines(deps.db, among)
    const subscriptionIds = await overdueLines(deps.db, { ...overdue, among })
    return isolateSubscriptions(deps, { subscriptionIds, because: 'unpaid', by: null })
  })
}

/** Ends lines that have been isolated for longer than the owner waits. */
export async function stopUnpaid(deps: Needs): Promise<number> {
  const { stopAfterDays } = await billingSettings(deps)
  if (stopAfterDays === 0) return 0
  const before = new Date(deps.now().getTime() - stopAfterDays * 86_400_000)
  return inSets(deps, async (deps) => {
    const subscriptionIds = await unpaidSince(deps.db, { before, limit: AT_ONCE })
    return stopSubscriptions(deps, { subscriptionIds, because: 'unpaid', by: null })
  })
}

/** Set by set, each whole or not at all, and sure of what it chose. */
async function inSets(deps: Needs, some: (deps: Needs) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const moved = await inTransaction(deps, some)
    all += moved
    if (moved < AT_ONCE) return all
  }
}
