import { addDays, type Day, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'

/** A month as text, `2026-11`. */
export type Month = string

type Clock = Pick<Deps, 'now' | 'business'>

export function thisMonth({ now, business }: Clock): Month {
  return dayOf(now(), business.timeZone).slice(0, 7)
}

/** Its first and last day. */
export function daysOf(month: Month): { from: Day; to: Day } {
  const from = `${month}-01`
  const next = `${addDays(from, 31).slice(0, 7)}-01`
  return { from, to: addDays(next, -1) }
}

/** From the beginning of one day to the end of another. */
export function spanOf({ business: { timeZone } }: Clock, { from, to }: { from: Day; to: Day }) {
  return { from: startOfDay(from, timeZone), until: startOfDay(addDays(to, 1), timeZone) }
}
