import { addDays, dayOf, startOfDay } from '../day.ts'
import type { SendingSettings } from './sending-settings.ts'

const HOUR_MS = 3_600_000

/** When the quiet hours end that it is in now; null outside them. They may reach over midnight. */
export function quietUntil({
  quiet: { quietFromHour, quietToHour },
  now,
  timeZone,
}: {
  quiet: Pick<SendingSettings, 'quietFromHour' | 'quietToHour'>
  now: Date
  timeZone: string
}): Date | null {
  if (quietFromHour === quietToHour) return null
  const today = dayOf(now, timeZone)
  const at = (day: string, hour: number) =>
    new Date(startOfDay(day, timeZone).getTime() + hour * HOUR_MS)
  for (const began of [addDays(today, -1), today]) {
    const from = at(began, quietFromHour)
    const to = at(quietToHour > quietFromHour ? began : addDays(began, 1), quietToHour)
    if (now >= from && now < to) return to
  }
  return null
}
