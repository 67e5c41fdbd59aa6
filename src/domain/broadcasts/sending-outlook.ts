import { addDays, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { clockTime } from '../routers/clock-time.ts'
import { dayBudget } from '../sending/day-budget.ts'
import { quietUntil } from '../sending/quiet-hours.ts'
import {
  isLinked,
  sendingChoices,
  type SendingSettings,
  settingsOf,
} from '../sending/sending-settings.ts'
import { selectStandings } from '../sending/session-load-queries.ts'

/** One of our numbers, as far as it says how long many messages take. */
export type SendingNumber = {
  perSecond: number
  settings: SendingSettings
  warmFrom: Date | null
  /** Of today's budget already. */
  begun: number
  newChats: number
}

/** What a number does where nobody chose: its channel allows more on Meta's own. */
const LINKED_PER_SECOND = 1
const CLOUD_PER_SECOND = 20

/** Nothing of a broadcast goes before this; null: the day is on. */
export async function quietNow({
  db,
  now,
  business,
}: Pick<Deps, 'db' | 'now' | 'business'>): Promise<Date | null> {
  const quiet = settingsOf(await sendingChoices({ db }), { channel: 'cloud', accountId: 0 })
  return quietUntil({ quiet, now: now(), timeZone: business.timeZone })
}

/** About when the last of so many is out; null: there is no number to say it of, or it takes months. */
export async function outlook(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  { people, strangers, from }: { people: number; strangers: number; from: Date | null },
): Promise<Date | null> {
  const { db, now, business } = deps
  const choices = await sendingChoices(deps)
  const standings = await selectStandings(db, now())
  const numbers = standings
    .filter(({ healthy }) => healthy)
    .map((one) => {
      const settings = settingsOf(choices, one)
      const usual = isLinked(one.channel) ? LINKED_PER_SECOND : CLOUD_PER_SECOND
      const { warmFrom, begun, newChats } = one
      const perSecond = settings.perSecond ?? usual
      return {
        perSecond,
        settings,
        warmFrom: warmFrom ? new Date(warmFrom) : null,
        begun,
        newChats,
      }
    })
  const start = from && from > now() ? from : now()
  return estimateEnd({ people, strangers }, numbers, { now: start, timeZone: business.timeZone })
}

const MOST_DAYS = 60
const DAY_MINUTES = 24 * 60

/** Day by day: as much as the hours of the day and the budgets of the numbers allow. */
export function estimateEnd(
  { people, strangers }: { people: number; strangers: number },
  numbers: SendingNumber[],
  { now, timeZone }: { now: Date; timeZone: string },
): Date | null {
  const [first] = numbers
  if (!first) return null
  const left = { known: Math.max(0, people - strangers), strangers: Math.min(people, strangers) }
  const perSecond = numbers.reduce((sum, one) => sum + one.perSecond, 0)
  const today = dayOf(now, timeZone)
  const [hours = 0, minutes = 0] = clockTime(now, timeZone).split(':').map(Number)
  let from = hours * 60 + minutes
  for (let ahead = 0; ahead < MOST_DAYS; ahead += 1) {
    const day = addDays(today, ahead)
    const awake = awakeMinutes(first.settings, from)
    const before = left.known + left.strangers
    for (const one of numbers)
      sendOn(one, {
        left,
        awake: awake.length,
        at: dayAt(day, timeZone),
        first: ahead === 0,
        timeZone,
      })
    if (left.known + left.strangers === 0) {
      const needed = Math.ceil(before / perSecond / 60)
      const minute = awake[Math.min(needed, awake.length) - 1] ?? from
      return new Date(startOfDay(day, timeZone).getTime() + (minute + 1) * 60_000)
    }
    from = 0
  }
  return null
}

const dayAt = (day: string, timeZone: string) =>
  new Date(startOfDay(day, timeZone).getTime() + 12 * 3_600_000)

/** Takes away what this number gets done on that day. */
function sendOn(
  { perSecond, settings, warmFrom, begun, newChats }: SendingNumber,
  {
    left,
    awake,
    at,
    first,
    timeZone,
  }: {
    left: { known: number; strangers: number }
    awake: number
    at: Date
    first: boolean
    timeZone: string
  },
) {
  const budget = dayBudget(settings, { warmFrom, now: at, timeZone })
  const used = first ? { begun, newChats } : { begun: 0, newChats: 0 }
  let room = Math.min(awake * 60 * perSecond, (budget.messages ?? Infinity) - used.begun)
  const fresh = Math.min(left.strangers, (budget.newChats ?? Infinity) - used.newChats, room)
  left.strangers -= Math.max(0, fresh)
  room -= Math.max(0, fresh)
  left.known -= Math.max(0, Math.min(left.known, room))
}

/** Minutes of a day from one on in which advertising may go. */
function awakeMinutes(
  { quietFromHour: from, quietToHour: to }: SendingSettings,
  after: number,
): number[] {
  const isQuiet = (hour: number) =>
    from === to ? false : from < to ? hour >= from && hour < to : hour >= from || hour < to
  return Array.from({ length: DAY_MINUTES - after }, (_, at) => after + at).filter(
    (minute) => !isQuiet(Math.floor(minute / 60)),
  )
}
