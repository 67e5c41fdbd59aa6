import { dayOf } from '../day.ts'
import { inTransaction } from '../in-transaction.ts'
import { PRIORITY } from '../messages/message.ts'
import { restoreSubscriptions } from '../subscriptions/restore-subscriptions.ts'
import { billingSettings } from './billing-settings.ts'
import type { BillingDeps } from './billing-deps.ts'
import {
  advancePlanned,
  insertPlanned,
  numberPlan,
  planBalances,
  planInvoices,
  postPlanned,
  tellPlanned,
} from './run-queries.ts'

const AT_ONCE = 5_000

/**
 * Issues the one invoice of every period that begins soon, carries what earlier ones left
 * unpaid, and lets wallets pay at once. Set by set, each set whole or not at all: run at any
 * time, as often as anybody likes, after any crash. Returns how many periods were billed.
 */
export async function issueInvoices(
  deps: BillingDeps,
  { subscriptionIds }: { subscriptionIds?: number[] } = {},
): Promise<number> {
  let billed = 0
  for (;;) {
    // Whoever was away for months gets one invoice for each of them, a set later.
    const some = await issueSome(deps, subscriptionIds ?? null)
    billed += some
    if (some === 0) return billed
  }
}

function issueSome(deps: BillingDeps, subscriptionIds: number[] | null): Promise<number> {
  return inTransaction(deps, async (deps) => {
    const settings = await billingSettings(deps)
    const at = deps.now()
    const today = dayOf(at, deps.business.timeZone)
    const plan = { today, settings, subscriptionIds, limit: AT_ONCE }
    const planned = await planInvoices(deps.db, plan)
    if (planned === 0) return 0
    const [year = '', month = ''] = today.split('-')
    await planBalances(deps.db)
    await numberPlan(deps.db, { year, month })
    await insertPlanned(deps.db, { today, at })
    await postPlanned(deps.db, { at })
    const paid = await advancePlanned(deps.db)
    if (paid.length > 0) {
      await restoreSubscriptions(deps, { subscriptionIds: paid, by: null, onlyUnpaid: true })
    }
    const chats = await tellPlanned(deps.db, { at, priority: PRIORITY.low })
    // A nudge each where they are few; the sweeper finds the others at its pace.
    for (const id of chats.slice(0, NUDGED)) deps.wake.outbox(id)
    return planned
  })
}

const NUDGED = 200
