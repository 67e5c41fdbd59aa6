import { addDays, dayOf } from '../day.ts'
import { restoreSubscriptions } from '../subscriptions/restore-subscriptions.ts'
import type { BillingDeps } from './billing-deps.ts'
import { billingSettings } from './billing-settings.ts'
import { owesOverdue } from './invoice-queries.ts'

/** Whoever was isolated for money and owes none that is due is back on line. */
export async function restoreIfClear(deps: BillingDeps, subscriptionId: number | null) {
  if (subscriptionId === null) return
  const { graceDays } = await billingSettings(deps)
  const before = addDays(dayOf(deps.now(), deps.business.timeZone), -graceDays)
  if (await owesOverdue(deps.db, { subscriptionId, before })) return
  await restoreSubscriptions(deps, {
    subscriptionIds: [subscriptionId],
    by: null,
    onlyUnpaid: true,
  })
}
