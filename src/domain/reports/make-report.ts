import { addDays, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import type { Period, Report } from './report.ts'
import {
  billedBetween,
  countsBetween,
  receivedBetween,
  receivedSeries,
  topPackages,
} from './report-queries.ts'

/** Today, or the month so far, in business days. */
export async function makeReport(
  { db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>,
  period: Period,
): Promise<Report> {
  const { timeZone } = business
  const to = dayOf(now(), timeZone)
  const from = period === 'today' ? to : `${to.slice(0, 8)}01`
  const [beforeFrom, beforeTo] = stretchBefore(period, from, to)
  const span = { from: startOfDay(from, timeZone), until: startOfDay(addDays(to, 1), timeZone) }
  const before = {
    from: startOfDay(beforeFrom, timeZone),
    until: startOfDay(addDays(beforeTo, 1), timeZone),
  }
  const [receivedRupiah, receivedBeforeRupiah, billedRupiah, counts, top, series] =
    await Promise.all([
      receivedBetween(db, span),
      receivedBetween(db, before),
      billedBetween(db, span),
      countsBetween(db, span),
      topPackages(db, span),
      receivedSeries(db, { ...span, timeZone, by: period === 'today' ? 'hour' : 'day' }),
    ])
  return {
    period,
    from,
    to,
    receivedRupiah,
    receivedBeforeRupiah,
    billedRupiah,
    ...counts,
    topPackages: top,
    series,
  }
}

/** Compared like with like: the 1st to the 21st with the 1st to the 21st of the month before. */
function stretchBefore(period: Period, from: string, to: string): [string, string] {
  if (period === 'today') return [addDays(to, -1), addDays(to, -1)]
  const lastOfBefore = addDays(from, -1)
  const sameDay = `${lastOfBefore.slice(0, 8)}${to.slice(8)}`
  return [`${lastOfBefore.slice(0, 8)}01`, sameDay < lastOfBefore ? sameDay : lastOfBefore]
}
