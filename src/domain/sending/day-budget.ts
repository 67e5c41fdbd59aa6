import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../day.ts'
import type { SendingSettings } from './sending-settings.ts'

/** What a number may begin on a day; null: as much as there is. */
export type DayBudget = { messages: number | null; newChats: number | null }

/**
 * A number that was linked a moment ago and writes to hundreds is taken for a machine. These
 * steps are what people who run many numbers agree on; WhatsApp itself publishes none.
 */
const WARM_UP: { untilDay: number; messages: number }[] = [
  { untilDay: 3, messages: 50 },
  { untilDay: 6, messages: 200 },
  { untilDay: 10, messages: 500 },
]
const FIRST_NEW_CHATS = 20
const MORE_NEW_CHATS_EACH_DAY = 8

export function dayBudget(
  settings: Pick<SendingSettings, 'dailyCap' | 'newChatsPerDay' | 'warmUp'>,
  { warmFrom, now, timeZone }: { warmFrom: Date | null; now: Date; timeZone: string },
): DayBudget {
  const whole = { messages: orNone(settings.dailyCap), newChats: orNone(settings.newChatsPerDay) }
  const age = warmFrom ? ageOf({ warmFrom, now, timeZone }) : Infinity
  const step = WARM_UP.find(({ untilDay }) => age < untilDay)
  if (!settings.warmUp || !step) return whole
  return {
    messages: Math.min(step.messages, whole.messages ?? Infinity),
    newChats: Math.min(FIRST_NEW_CHATS + age * MORE_NEW_CHATS_EACH_DAY, whole.newChats ?? Infinity),
  }
}

/** A new number, which may do a little more each day. */
export function isWarming(
  { warmUp }: Pick<SendingSettings, 'warmUp'>,
  known: { warmFrom: Date | null; now: Date; timeZone: string },
): boolean {
  const { warmFrom } = known
  if (!warmUp || !warmFrom) return false
  const age = ageOf({ ...known, warmFrom })
  return WARM_UP.some(({ untilDay }) => age < untilDay)
}

/** In whole days of the business. */
function ageOf({ warmFrom, now, timeZone }: { warmFrom: Date; now: Date; timeZone: string }) {
  return Math.max(0, daysBetween(dayOf(warmFrom, timeZone), dayOf(now, timeZone)))
}

const orNone = (limit: number) => (limit === 0 ? null : limit)

/** The day whose budget is used now, and when the next one begins. */
export function budgetDay(now: Date, timeZone: string): { day: Day; until: Date } {
  const day = dayOf(now, timeZone)
  return { day, until: startOfDay(addDays(day, 1), timeZone) }
}
