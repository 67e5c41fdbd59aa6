import { addDays, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import {
  selectCarryOvers,
  selectLargestBalances,
  selectStanding,
  selectTakings,
} from './billing-report-queries.ts'
import { overviewOfInvoices } from './list-invoices.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'business'>

export const IDLE_DAYS = 30
const LARGEST = 8

/** The month so far: billed, taken in, carried over; and what balances stand at now. */
export async function makeBillingReport(deps: Needs) {
  const { timeZone } = deps.business
  const overview = await overviewOfInvoices(deps)
  const until = startOfDay(addDays(dayOf(deps.now(), timeZone), 1), timeZone)
  const span = { from: startOfDay(overview.from, timeZone), until }
  return {
    overview,
    takings: await selectTakings(deps.db, span),
    carried: await selectCarryOvers(deps.db, span),
    standing: await selectStanding(
      deps.db,
      new Date(deps.now().getTime() - IDLE_DAYS * 86_400_000),
    ),
  }
}

export type BillingReport = Awaited<ReturnType<typeof makeBillingReport>>

export async function standingOf(deps: Pick<Deps, 'db' | 'now'>) {
  const since = new Date(deps.now().getTime() - IDLE_DAYS * 86_400_000)
  return {
    ...(await selectStanding(deps.db, since)),
    largest: await selectLargestBalances(deps.db, LARGEST),
  }
}
