import { casual as chrono } from 'chrono-node/id'
import { addDays, type Day } from '../../../domain/day.ts'
import {
  coming,
  daysOf,
  monthAhead,
  monthNamed,
  monthSpan,
  yearSpan,
  type Month,
  type Span,
  type Year,
} from './calendar.ts'

/** What a pattern caught, by the names of its groups. */
export type Groups = Record<string, string | undefined>

export type Found = {
  /** Absent where a time is named but not one that can be planned with. */
  span?: Span
  /** A whole year: a month named elsewhere falls in it. */
  year?: Year
  /** The same time in another year. */
  inYear?: (year: Year) => Span | undefined
}

/** Days 1-10, 11-20, 21-end. */
export const PARTS: Record<string, [number, number?]> = {
  awal: [1, 10],
  pertengahan: [11, 20],
  akhir: [21],
}
const WEEKS: Record<string, [number, number?]> = {
  pertama: [1, 7],
  kedua: [8, 14],
  ketiga: [15, 21],
  keempat: [22, 28],
}

function yearOf({ year, hijri, rel }: Groups, today: Day): Year | undefined {
  if (year) return { calendar: 'gregorian', year: Number(year) }
  if (hijri) return { calendar: 'hijri', year: Number(hijri) }
  if (!rel) return undefined
  return { calendar: 'gregorian', year: Number(today.slice(0, 4)) + (rel === 'depan' ? 1 : 0) }
}

/** Something that comes back every year: `of` makes it for a year of its own calendar. */
function yearly(
  { calendar }: Pick<Month, 'calendar'>,
  of: (year: number) => Span | undefined,
  { groups, today }: { groups: Groups; today: Day },
): Found {
  const year = yearOf(groups, today)
  const inYear = (named: Year) => coming(calendar, of, { today, year: named })
  const span = coming(calendar, of, { today, year })
  return { ...(span && { span }), ...(!year && { inYear }) }
}

export function inMonth(groups: Groups, today: Day, [first, last]: [number, number?]) {
  const month = monthNamed(groups.month ?? '')
  if (!month) return undefined
  return yearly(month, (year) => daysOf(monthSpan(month, year), first, last), { groups, today })
}

export function oneDay(groups: Groups, today: Day) {
  const day = Number(groups.day)
  const found = inMonth(groups, today, [day, day])
  return found?.span ? found : undefined
}

export function days(groups: Groups, today: Day) {
  const [first, last] = [Number(groups.day), Number(groups.day2)]
  return first <= last ? inMonth(groups, today, [first, last]) : undefined
}

export function twoParts(groups: Groups, today: Day) {
  const [first] = PARTS[groups.part ?? ''] ?? [1]
  const [, last] = PARTS[groups.part2 ?? ''] ?? [1]
  return inMonth(groups, today, last === undefined ? [first] : [first, last])
}

export function week(groups: Groups, today: Day) {
  const named = ['pertama', 'kedua', 'ketiga', 'keempat'][Number(groups.week) - 1] ?? groups.week
  const part = WEEKS[named ?? '']
  return inMonth(groups, today, part ?? [22])
}

export function dayOfNext(groups: Groups, today: Day): Found {
  const month = monthAhead(today, groups.next === 'bulan depan' ? 1 : 0)
  const span = daysOf(month, Number(groups.day), Number(groups.day))
  return span ? { span } : {}
}

export function nextMonth(groups: Groups, today: Day): Found {
  const ahead: Record<string, number> = { depan: 1, 'depan lagi': 2 }
  const month = monthAhead(today, ahead[groups.next ?? ''] ?? 0)
  const [first, last] = PARTS[groups.part ?? ''] ?? [1]
  const span = daysOf(month, first, last)
  return span ? { span } : {}
}

export function numbered(groups: Groups, today: Day): Found | undefined {
  const first: Month = { calendar: 'gregorian', month: Number(groups.number) }
  const last: Month = { calendar: 'gregorian', month: Number(groups.number2 ?? groups.number) }
  const [begin, end] = PARTS[groups.part ?? groups.part2 ?? ''] ?? [1]
  const of = (year: number) => {
    const from = daysOf(monthSpan(first, year), begin, end)
    const to = monthSpan(last, last.month < first.month ? year + 1 : year)
    return from && (groups.number2 ? { from: from.from, to: to.to } : from)
  }
  return yearly(first, of, { groups, today })
}

export function beforeMonth(groups: Groups, today: Day) {
  const found = inMonth(groups, today, PARTS[groups.part ?? ''] ?? [1])
  return found?.span && until(found.span.from, today)
}

export function beforeFeast(groups: Groups, today: Day) {
  const feast = feastDay(groups, today)
  return feast?.span && until(feast.span.from, today)
}

export function beforeYear({ edge }: Groups, today: Day): Found {
  const year = today.slice(0, 4)
  return until(edge === 'akhir tahun' ? `${year}-12-15` : `${Number(year) + 1}-01-01`, today)
}

function until(day: Day, today: Day): Found {
  const to = addDays(day, -1)
  return to < today ? {} : { span: { from: today, to } }
}

/** The thirty days that follow the feast. */
export function afterFeast(groups: Groups, today: Day): Found {
  const { month, day } = feastOf(groups.feast)
  const of = (year: number) => {
    const feast = daysOf(monthSpan(month, year), day, day)
    return feast && { from: addDays(feast.from, 1), to: addDays(feast.from, 30) }
  }
  return yearly(month, of, { groups, today })
}

function feastDay(groups: Groups, today: Day) {
  const { month, day } = feastOf(groups.feast)
  return yearly(month, (year) => daysOf(monthSpan(month, year), day, day), { groups, today })
}

/** Idul Adha on 10 Dzulhijjah, Idul Fitri on 1 Syawal. */
function feastOf(feast: string | undefined): { month: Month; day: number } {
  return feast === 'iduladha' || feast === 'haji'
    ? { month: { calendar: 'hijri', month: 12 }, day: 10 }
    : { month: { calendar: 'hijri', month: 10 }, day: 1 }
}

export function partOfYear(groups: Groups, today: Day): Found {
  const year = yearOf(groups, today)
  const of = (each: number): Span | undefined => {
    if (groups.part === 'awal') return { from: `${each}-01-01`, to: `${each}-01-31` }
    return groups.part === 'akhir' ? { from: `${each}-12-15`, to: `${each}-12-31` } : undefined
  }
  if (groups.part === 'pertengahan') return {}
  const next = coming('gregorian', of, { today, year })
  // In January "awal tahun" may still be this one; later it is the next.
  return next ? { span: next } : {}
}

export function yearsAhead(groups: Groups, today: Day): Found {
  return { span: yearSpan(Number(today.slice(0, 4)) + Number(groups.count)) }
}

export function wholeYear(groups: Groups, today: Day): Found | undefined {
  const year = yearOf(groups, today)
  if (!year || year.year < Number(today.slice(0, 4))) return undefined
  return { span: yearSpan(year.year), year }
}

/** Plain dates and near days: `12/3/2027` is in March, `2 minggu lagi` is a day. */
export function chronoDay(text: string, today: Day): Found | undefined {
  const noon = new Date(`${today}T12:00:00Z`)
  const [result] = chrono.parse(text, { instant: noon, timezone: 0 }, { forwardDate: true })
  if (!result) return undefined
  const day = result.start.date().toISOString().slice(0, 10)
  return day < today ? {} : { span: { from: day, to: day } }
}

export function monthsAhead({ count }: Groups, today: Day): Found {
  return { span: monthAhead(today, Number(count)) }
}

/** A time that cannot be planned with: school holidays, "after March". */
export function unclear(): Found {
  return {}
}
