import { dayOf } from '../day.ts'
import { inTransaction } from '../in-transaction.ts'
import { PRIORITY } from '../messages/message.ts'
import { customerChats } from '../people/customer-chats.ts'
import { restoreSubscriptions } from '../subscriptions/restore-subscriptions.ts'
import { billingSettings } from './billing-settings.ts'
import type { BillingDeps } from './billing-deps.ts'
import {
  advancePlanned,
  insertPlanned,
  lockDue,
  lockPurses,
  planInvoices,
  postPlanned,
  runPlain,
  takeNumbers,
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
  for (let after = 0; ;) {
    const some = await issueSome(deps, { subscriptionIds: subscriptionIds ?? null, after })
    billed += some.length
    if (some.length === 0 && after === 0) return billed
    // Whoever was away for months gets one invoice for each of them, a round later.
    after = some.at(-1) ?? 0
  }
}

/** One set, those after `after`. Returns whose periods were billed, in order. */
function issueSome(
  deps: BillingDeps,
  which: { subscriptionIds: number[] | null; after: number },
): Promise<number[]> {
  return inTransaction(deps, async (deps) => {
    const settings = await billingSettings(deps)
    const at = deps.now()
    const today = dayOf(at, deps.business.timeZone)
    const due = await lockDue(deps.db, { ...which, today, settings, limit: AT_ONCE })
    const ids = due.map(({ id }) => id)
    if (ids.length === 0) return ids
    await runPlain(deps.db)
    await lockPurses(deps.db, due)
    await planInvoices(deps.db, { ids, today, settings })
    const numbers = await takeNumbers(deps.db, today)
    await insertPlanned(deps.db, { numbers, today, at })
    await postPlanned(deps.db, { at })
    const paid = await advancePlanned(deps.db)
    if (paid.length > 0) {
      await restoreSubscriptions(deps, { subscriptionIds: paid, by: null, onlyUnpaid: true })
    }
    // Whoever never wrote is told all the same, where we know his number.
    await customerChats(deps, [...new Set(due.map(({ personId }) => personId))])
    const chats = await tellPlanned(deps.db, {
      numbers,
      at,
      priority: PRIORITY.low,
      correlation: deps.correlation ?? null,
    })
    // A nudge each where they are few; the sweeper finds the others at its pace.
    for (const id of chats.slice(0, NUDGED)) deps.wake.outbox(id)
    return ids
  })
}

const NUDGED = 200
