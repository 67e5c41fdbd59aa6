/** A business day as text, `2026-12-31`. Comparable with < and >. */
export type Day = string

/** The business day an instant falls on. `timeZone` is IANA, e.g. Asia/Jakarta. */
export function dayOf(instant: Date, timeZone: string): Day {
  // The Swedish locale happens to write ISO dates.
  return formatter(timeZone).format(instant)
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(timeZone: string) {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formatters.set(timeZone, made)
  return made
}

/** The instant a business day begins. */
export function startOfDay(day: Day, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // The offset is looked up at the guess itself: exact for zones without a jump at midnight.
  return new Date(utc - offsetMs(new Date(utc), timeZone))
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** How many days later `to` is. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}

function offsetMs(at: Date, timeZone: string) {
  const local = new Date(at.toLocaleString('en-US', { timeZone })).getTime()
  const utc = new Date(at.toLocaleString('en-US', { timeZone: 'UTC' })).getTime()
  return local - utc
}
