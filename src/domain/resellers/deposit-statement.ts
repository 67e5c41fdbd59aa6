import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { depositOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import type { Sales } from './reseller.ts'
import { daysOf, type Month, spanOf, thisMonth } from './span.ts'
import {
  type Movement,
  selectMovements,
  selectSales,
  selectSalesByPackage,
} from './statement-queries.ts'

const SHOWN = 8
const NOTHING: Sales = { pieces: 0, amountRupiah: 0, retailRupiah: 0 }

export type Standing = {
  depositRupiah: number
  today: Sales
  month: Sales
  /** The newest first. */
  movements: Movement[]
}

type Needs = Pick<Deps, 'db' | 'now' | 'business'>

/** How a reseller stands: what he has left, what he sold, what moved lately. Nobody else's. */
export async function depositStanding(deps: Needs, personId: number): Promise<Standing> {
  const today = dayOf(deps.now(), deps.business.timeZone)
  const sold = async (days: { from: string; to: string }) =>
    (await selectSales(deps.db, { personId, ...spanOf(deps, days) }))[0] ?? NOTHING
  return {
    depositRupiah: await balanceOf(deps, depositOf(personId)),
    today: await sold({ from: today, to: today }),
    month: await sold(daysOf(thisMonth(deps))),
    movements: await selectMovements(deps.db, { personId, limit: SHOWN }),
  }
}

/** What he sold in a month, package by package. */
export async function salesOfMonth(
  deps: Needs,
  { personId, month }: { personId: number; month: Month },
): Promise<({ package: string } & Sales)[]> {
  return selectSalesByPackage(deps.db, { personId, ...spanOf(deps, daysOf(month)) })
}
