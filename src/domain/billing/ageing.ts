import { type Day, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { type DebtorRow, selectDebtors } from './ageing-queries.ts'

/** By days past the day it was due: none, 1–7, 8–30, 31–60, more. */
export const BUCKETS = ['notDue', 'week', 'month', 'twoMonths', 'older'] as const
export type Bucket = (typeof BUCKETS)[number]

export type Ageing = {
  on: Day
  totalRupiah: number
  buckets: { bucket: Bucket; rupiah: number; customers: number }[]
  /** Who owes most first. */
  debtors: DebtorRow[]
}

/** All that is owed today, by how long it has been due. */
export async function ageing(deps: Pick<Deps, 'db' | 'now' | 'business'>): Promise<Ageing> {
  const on = dayOf(deps.now(), deps.business.timeZone)
  const debtors = await selectDebtors(deps.db, on)
  return {
    on,
    totalRupiah: debtors.reduce((sum, one) => sum + one.totalRupiah, 0),
    buckets: BUCKETS.map((bucket) => ({
      bucket,
      rupiah: debtors.reduce((sum, one) => sum + one[bucket], 0),
      customers: debtors.filter((one) => one[bucket] > 0).length,
    })),
    debtors,
  }
}
