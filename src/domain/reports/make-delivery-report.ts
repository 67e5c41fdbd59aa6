import { addDays, type Day, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { nameOf } from '../sessions/session.ts'
import {
  type CellRow,
  selectArrivals,
  selectDeliveryCells,
  selectNumbers,
} from './delivery-queries.ts'
import {
  busiestOf,
  countOf,
  type DeliveryCell,
  type DeliveryPeriod,
  type DeliveryReport,
  medianOf,
  pricesOf,
  reasonsOf,
  seriesOf,
} from './delivery-report.ts'

/** Today, the last seven days, or the month so far, in business days, by when it was written. */
export async function makeDeliveryReport(
  { db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>,
  period: DeliveryPeriod,
): Promise<DeliveryReport> {
  const { timeZone } = business
  const to = dayOf(now(), timeZone)
  const from = { today: to, week: addDays(to, -6), month: `${to.slice(0, 8)}01` }[period]
  const span = { from: startOfDay(from, timeZone), until: startOfDay(addDays(to, 1), timeZone) }
  const binSeconds = binOf(span.from)
  const [counted, arrivals, numbers] = await Promise.all([
    selectDeliveryCells(db, { ...span, binSeconds }),
    selectArrivals(db, span),
    selectNumbers(db),
  ])
  const cells = onTheWall(counted, { from, to, timeZone, binSeconds })
  const byNumber = Map.groupBy(cells, ({ account_id }) => account_id)
  return {
    period,
    from,
    to,
    all: { ...countOf(cells), medianSeconds: medianOf(arrivals) },
    numbers: numbers
      // One that was removed counts for what it wrote before.
      .filter(({ id, state }) => byNumber.has(id) || state !== 'removed')
      .map((one) => ({
        accountId: one.id,
        name: nameOf(one),
        phone: one.phone,
        ...countOf(byNumber.get(one.id) ?? []),
        medianSeconds: medianOf(arrivals.filter(({ account_id }) => account_id === one.id)),
      })),
    failures: reasonsOf(cells, 'failed'),
    drops: reasonsOf(cells, 'dropped'),
    prices: pricesOf(cells),
    busiest: busiestOf(cells),
    series: seriesOf(cells, { period, from, to }),
  }
}

/** Whole hours of the wall, where they are whole hours elsewhere too; else their quarters. */
function binOf(from: Date): number {
  return from.getTime() % 3_600_000 === 0 ? 3_600 : 900
}

/** Times as the clock on the wall shows them, counted from each midnight. */
function onTheWall(
  rows: CellRow[],
  { from, to, timeZone, binSeconds }: { from: Day; to: Day; timeZone: string; binSeconds: number },
): DeliveryCell[] {
  const midnights: { day: Day; starts: number }[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) {
    midnights.push({ day, starts: startOfDay(day, timeZone).getTime() })
  }
  return rows.map(({ bin, ...row }) => {
    const at = bin * binSeconds * 1000
    const { day, starts } = midnights.find((one) => one.starts <= at) ?? { day: from, starts: at }
    return { ...row, day, hour: Math.min(23, Math.floor((at - starts) / 3_600_000)) }
  })
}
