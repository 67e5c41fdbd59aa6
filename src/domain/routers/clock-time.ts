import { dayOf } from '../day.ts'

/** "14:05", or "14:05:09", as the clock on the shop's wall shows it. */
export function clockTime(
  instant: Date,
  timeZone: string,
  { seconds = false }: { seconds?: boolean } = {},
): string {
  // The Swedish locale happens to write the times of ISO.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    timeStyle: seconds ? 'medium' : 'short',
  }).format(instant)
}

/** The time alone while it is of today: "14:05", else "2026-12-31 14:05". */
export function dayAndTime(instant: Date, { now, timeZone }: { now: Date; timeZone: string }) {
  const day = dayOf(instant, timeZone)
  const time = clockTime(instant, timeZone)
  return day === dayOf(now, timeZone) ? time : `${day} ${time}`
}
