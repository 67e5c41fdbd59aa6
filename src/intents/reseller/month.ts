import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import type { Month } from '../../domain/resellers/span.ts'
import type { Turn } from '../turn.ts'
import { monthSaid, readMonth } from '../understand/read-month.ts'
import { sayMonth } from '../wording/say-when.ts'

/** The month somebody typed; this one where he typed none, undefined where it is none. */
export function monthOf(
  { now, business }: Pick<Deps, 'now' | 'business'>,
  typed: string,
): Month | undefined {
  const said = readMonth(typed.trim() === '' ? 'ini' : typed)
  return said && monthSaid(said, dayOf(now(), business.timeZone)).slice(0, 7)
}

/** "November 2026". */
export function sayMonthOf(month: Month, { person }: Pick<Turn, 'person'>): string {
  return sayMonth(`${month}-01`, person.language)
}

export function monthBefore(month: Month): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
