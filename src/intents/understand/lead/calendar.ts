import { addDays, type Day } from '../../../domain/day.ts'

/** Both days inclusive. */
export type Span = { from: Day; to: Day }

/** A month of either calendar, 1 to 12. */
export type Month = { calendar: 'gregorian' | 'hijri'; month: number }

/** Which year is meant, when somebody says so: 2027 or 1448 H. */
export type Year = { calendar: 'gregorian' | 'hijri'; year: number }

const GREGORIAN = [
  'januari jan januarie january januwari jnuari',
  'februari feb febuari pebruari february februry pebuari febr februarie',
  'maret mar mrt march mart maart',
  'april apr aprl avril aprel',
  'mei may mey',
  'juni jun june juny',
  'juli jul july july july',
  'agustus agu agt ags agust aug august agustusan agustuss agstus',
  'september sep sept septmber septembr',
  'oktober okt oct october oktobr oktobeer',
  'november nov nop nopember novembr nofember',
  'desember des dec december desmber desembr dsember disember',
]
const HIJRI = [
  'muharram muharam muharom muharrom suro',
  'safar sapar shafar sofar',
  'rabiulawal mulud maulud maulid mulut molod',
  'rabiulakhir rabiulsani',
  'jumadilawal jumadilula jumadalula',
  'jumadilakhir jumadilsani',
  'rajab rejeb rojab rajeb redjeb',
  'syaban shaban syakban sakban ruwah rowah rewah',
  'ramadhan ramadan romadhon ramadlan romadon romadan puasa poso pasa siyam ramadhon ramadhaan romadlon ramdhan',
  'syawal sawal shawwal syawwal sawwal',
  'dzulqaidah zulkaidah dulkaidah zulqaidah dzulkaidah dulkangidah dzulqodah zulqadah dzulqadah dzulqaedah zulqaedah zulkaedah zulkangidah',
  'dzulhijjah zulhijah dzulhijah zulhijjah dulhijah dulkijah',
]

const months = new Map<string, Month>()
for (const [calendar, table] of [
  ['gregorian', GREGORIAN],
  ['hijri', HIJRI],
] as const) {
  table.forEach((names, index) => {
    for (const name of names.split(' ')) months.set(name, { calendar, month: index + 1 })
  })
}

/** All names, longest first, for a pattern. */
export const MONTH_NAMES = [...months.keys()].toSorted((a, b) => b.length - a.length).join('|')

export function monthNamed(name: string): Month | undefined {
  return months.get(name)
}

export function monthSpan({ calendar, month }: Month, year: number): Span {
  if (calendar === 'hijri') {
    const next = month === 12 ? hijriStart(year + 1, 1) : hijriStart(year, month + 1)
    return { from: hijriStart(year, month), to: addDays(next, -1) }
  }
  const from = `${year}-${String(month).padStart(2, '0')}-01`
  return { from, to: addDays(firstOfNext(from), -1) }
}

export function yearSpan(year: number): Span {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

/** The month that comes `ahead` months after the one `day` is in. */
export function monthAhead(day: Day, ahead: number): Span {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + ahead
  return monthSpan({ calendar: 'gregorian', month: (index % 12) + 1 }, Math.floor(index / 12))
}

/**
 * The coming occurrence of something that returns every year of `calendar`, or the one of the
 * year that was named. `of` makes it for a year; one that has ended is not coming.
 */
export function coming(
  calendar: Month['calendar'],
  of: (year: number) => Span | undefined,
  { today, year }: { today: Day; year?: Year | undefined },
): Span | undefined {
  if (year && year.calendar === calendar) return of(year.year)
  const first = calendar === 'hijri' ? hijriYear(today) - 1 : Number(today.slice(0, 4))
  const begin = year ? yearSpan(year.year).from : today
  const shift = calendar === 'hijri' && year ? year.year - Number(today.slice(0, 4)) - 1 : 0
  for (let each = first + shift; each < first + shift + 6; each++) {
    const span = of(each)
    if (span && (year ? span.from >= begin : span.to >= begin)) return span
  }
  return undefined
}

/** Days `first` to `last` of a span counted from 1; no `last` is its end. */
export function daysOf(span: Span, first: number, last?: number): Span | undefined {
  const from = addDays(span.from, first - 1)
  const to = last === undefined ? span.to : addDays(span.from, last - 1)
  return first < 1 || to > span.to || from > to ? undefined : { from, to }
}

function firstOfNext(first: Day): Day {
  return `${addDays(first, 31).slice(0, 8)}01`
}

const umalqura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

function hijriOf(day: Day) {
  const parts = umalqura.formatToParts(Date.parse(`${day}T00:00:00Z`))
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day') }
}

function hijriYear(day: Day) {
  return hijriOf(day).year
}

const starts = new Map<number, Day>()

/** The first day of a Hijri month by Umm al-Qura: guessed from the mean moon, then corrected. */
function hijriStart(year: number, month: number): Day {
  const key = year * 12 + month - 1
  const known = starts.get(key)
  if (known) return known
  // 1 Muharram 1448 was 16 June 2026.
  const guess = addDays('2026-06-16', Math.round((key - 1448 * 12) * 29.530_588))
  let start = addDays(guess, 1 - hijriOf(guess).day)
  if (hijriKey(start) < key) start = nextStart(start)
  if (hijriKey(start) > key) start = previousStart(start)
  starts.set(key, start)
  return start
}

function hijriKey(day: Day) {
  const { year, month } = hijriOf(day)
  return year * 12 + month - 1
}

function nextStart(start: Day) {
  const late = addDays(start, 31)
  return addDays(late, 1 - hijriOf(late).day)
}

function previousStart(start: Day) {
  const before = addDays(start, -1)
  return addDays(before, 1 - hijriOf(before).day)
}
