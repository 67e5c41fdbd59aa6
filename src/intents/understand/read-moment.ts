import { casual as english } from 'chrono-node'
import { casual as indonesian } from 'chrono-node/id'
import { dayOf, startOfDay } from '../../domain/day.ts'

/** Where only a day was named. */
const OPENING_MS = 9 * 3_600_000

/**
 * An instant to come, as people write it: "besok 09.00", "senin jam 8", "31/12 08.00", by the
 * clock of the business. Undefined where it is none, or is over.
 */
export function readMoment(
  text: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Date | undefined {
  const timezone = minutesAhead(now, timeZone)
  const from = { instant: now, timezone }
  const read = [indonesian, english].flatMap((one) =>
    one.parse(text.trim(), from, { forwardDate: true }),
  )
  // Whoever understood more of it is right: "9am" is nothing in Indonesian.
  const [found] = read.toSorted((a, b) => b.text.length - a.text.length)
  if (!found) return undefined
  const { start } = found
  const hasTime = start.isCertain('hour') || /pagi|siang|sore|malam/i.test(text)
  const at = hasTime
    ? start.date()
    : new Date(startOfDay(dayOf(start.date(), timeZone), timeZone).getTime() + OPENING_MS)
  return at > now ? at : undefined
}

function minutesAhead(at: Date, timeZone: string): number {
  // The Swedish locale happens to write ISO dates.
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - at.getTime()) / 60_000)
}
