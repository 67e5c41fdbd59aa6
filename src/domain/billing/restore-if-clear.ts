import { sql } from 'kysely'
import { dayOf } from '../day.ts'
import { restoreSubscriptions } from '../subscriptions/restore-subscriptions.ts'
import { billingSettings } from './billing-settings.ts'
import type { BillingDeps } from './receive-money.ts'

/** Whoever was isolated for money and owes none that is due is back on line. */
export async function restoreIfClear(deps: BillingDeps, subscriptionId: number | null) {
  if (subscriptionId === null) return
  const { graceDays } = await billingSettings(deps)
  const today = dayOf(deps.now(), deps.business.timeZone)
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from invoices where subscription_id = ${subscriptionId}
      and state in ('open', 'partial') and owed_since + ${graceDays}::integer < ${today}::date) as due`.execute(
    deps.db,
  )
  if (rows[0]?.due) return
  await restoreSubscriptions(deps, {
    subscriptionIds: [subscriptionId],
    by: null,
    onlyUnpaid: true,
  })
}
