import { addDays, type Day } from '../day.ts'

export type DeliveryPeriod = 'today' | 'week' | 'month'

/** Messages by what became of them, each once. What was delivered or read had been sent. */
export type DeliveryCount = {
  written: number
  /** Taken by the channel, whatever came then; those that failed after it are under `failed`. */
  sent: number
  /** Of these: arrived, read ones too. */
  delivered: number
  read: number
  failed: number
  waiting: number
  /** Not wanted any more when their turn came. */
  dropped: number
}

export type DeliveryOfNumber = DeliveryCount & {
  accountId: number
  name: string
  phone: string | null
  /** From our sending to their phone; null: nothing is known to have arrived. */
  medianSeconds: number | null
}

/** What went out from all our WhatsApp numbers, and how far it got. */
export type DeliveryReport = {
  period: DeliveryPeriod
  from: Day
  /** Inclusive. */
  to: Day
  all: DeliveryCount & { medianSeconds: number | null }
  numbers: DeliveryOfNumber[]
  /** Most frequent first; `code` null: only a machine's sentence was kept. */
  failures: { code: string | null; count: number }[]
  /** Why what was written was never sent. */
  drops: { code: string | null; count: number }[]
  /** As Meta will bill it: `utility`, `marketing`, `service`, `authentication`. */
  prices: { category: string; billed: number; free: number }[]
  /** Hour of the day with the most messages, and how many; null: there were none. */
  busiest: { hour: number; count: number } | null
  /** Every hour (today) or day, in order, none left out. Each message stands in one part alone. */
  series: ({ label: string } & Parts)[]
}

export type Parts = {
  read: number
  delivered: number
  sent: number
  waiting: number
  failed: number
}

export type DeliveryOutcome = 'read' | 'delivered' | 'sent' | 'waiting' | 'failed' | 'dropped'

/** One kind of message in one hour of one number. */
export type DeliveryCell = {
  account_id: number
  /** By the clock on the wall. */
  day: Day
  hour: number
  outcome: DeliveryOutcome
  code: string | null
  category: string | null
  price_type: string | null
  count: number
}

export function countOf(cells: DeliveryCell[]): DeliveryCount {
  const by = sumBy(cells, ({ outcome }) => outcome)
  const of = (outcome: DeliveryOutcome) => by.get(outcome) ?? 0
  const read = of('read')
  const delivered = read + of('delivered')
  return {
    written: cells.reduce((sum, { count }) => sum + count, 0),
    sent: delivered + of('sent'),
    delivered,
    read,
    failed: of('failed'),
    waiting: of('waiting'),
    dropped: of('dropped'),
  }
}

export function reasonsOf(cells: DeliveryCell[], outcome: 'failed' | 'dropped') {
  const of = cells.filter((cell) => cell.outcome === outcome)
  return [...sumBy(of, ({ code }) => code)]
    .map(([code, count]) => ({ code, count }))
    .toSorted((a, b) => b.count - a.count || (b.code ?? '').localeCompare(a.code ?? ''))
}

export function pricesOf(cells: DeliveryCell[]): DeliveryReport['prices'] {
  const priced = Map.groupBy(
    cells.filter(({ category }) => category !== null),
    ({ category }) => category ?? '',
  )
  return [...priced]
    .map(([category, of]) => {
      const free = of
        .filter(({ price_type }) => price_type?.startsWith('free'))
        .reduce((sum, { count }) => sum + count, 0)
      return { category, free, billed: of.reduce((sum, { count }) => sum + count, 0) - free }
    })
    .toSorted((a, b) => b.billed - a.billed || b.free - a.free)
}

export function busiestOf(cells: DeliveryCell[]): DeliveryReport['busiest'] {
  const went = cells.filter(({ outcome }) => outcome !== 'dropped' && outcome !== 'waiting')
  const [top] = [...sumBy(went, ({ hour }) => hour)].toSorted(
    ([hour, count], [otherHour, otherCount]) => otherCount - count || hour - otherHour,
  )
  return top ? { hour: top[0], count: top[1] } : null
}

export function seriesOf(
  cells: DeliveryCell[],
  { period, from, to }: Pick<DeliveryReport, 'period' | 'from' | 'to'>,
): DeliveryReport['series'] {
  const byHour = period === 'today'
  const slots = Map.groupBy(cells, ({ day, hour }) => (byHour ? twoDigits(hour) : day))
  return (byHour ? HOURS : daysFrom(from, to)).map((slot) => {
    const of = countOf(slots.get(slot) ?? [])
    const { sent, delivered, read, waiting, failed } = of
    const parts = { read, delivered: delivered - read, sent: sent - delivered, waiting, failed }
    return { label: byHour ? slot : String(Number(slot.slice(8))), ...parts }
  })
}

const twoDigits = (hour: number) => String(hour).padStart(2, '0')
const HOURS = Array.from({ length: 24 }, (_, hour) => twoDigits(hour))

function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Half of them took no longer; null: there were none. */
export function medianOf(all: { seconds: number; count: number }[]): number | null {
  const half = all.reduce((sum, { count }) => sum + count, 0) / 2
  let passed = 0
  for (const { seconds, count } of all.toSorted((a, b) => a.seconds - b.seconds)) {
    passed += count
    if (passed >= half) return seconds
  }
  return null
}

function sumBy<Key>(cells: DeliveryCell[], keyOf: (cell: DeliveryCell) => Key): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count)
  return sums
}
