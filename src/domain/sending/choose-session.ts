import type { Deps } from '../deps.ts'
import { dayBudget } from './day-budget.ts'
import { isLinked, sendingChoices, settingsOf } from './sending-settings.ts'
import { selectStandings, type Standing } from './session-load-queries.ts'

export type ChooseSession = {
  /** The words exist as a template too: a number that needs one outside the window will do as well. */
  hasTemplate?: boolean
  /** Not this one: its queue is what is to be moved. */
  except?: number
  /** One that can write now, or none: nothing is to wait for a number to come back. */
  onlyHealthy?: boolean
  /** Only those that take free words at any time. */
  onlyFree?: boolean
}

/** Which of our numbers first writes to somebody; undefined where there is none that could. */
export async function chooseSession(
  deps: Pick<Deps, 'db' | 'now'>,
  choose: ChooseSession = {},
): Promise<number | undefined> {
  const [only] = await chooseSessions(deps, 1, choose)
  return only
}

/** The same for so many people at once: those that are healthy share the load. */
export async function chooseSessions(
  deps: Pick<Deps, 'db' | 'now'>,
  count: number,
  choose: ChooseSession = {},
): Promise<number[]> {
  const { db, now } = deps
  const standings = await selectStandings(db, now())
  if (standings.length === 0) return []
  const choices = await sendingChoices(deps)
  const able = standings
    .filter(({ accountId }) => accountId !== choose.except)
    .filter(({ healthy }) => healthy || choose.onlyHealthy !== true)
    .filter(({ channel }) => isLinked(channel) || choose.onlyFree !== true)
    .map((one) => {
      const warmFrom = one.warmFrom === null ? null : new Date(one.warmFrom)
      const settings = settingsOf(choices, one)
      const budget = dayBudget(settings, { warmFrom, now: now(), timeZone: ANY_ZONE })
      return { ...one, room: roomOf(one, budget) }
    })
  return spreadOver(able, count, choose.hasTemplate ?? false)
}

/** Who has room is a guess made early; the day's budget is kept when a message goes. */
const ANY_ZONE = 'UTC'

function roomOf(
  { begun, newChats }: Standing,
  budget: { messages: number | null; newChats: number | null },
) {
  const messages = budget.messages === null ? Infinity : budget.messages - begun
  const chats = budget.newChats === null ? Infinity : budget.newChats - newChats
  return Math.max(0, Math.min(messages, chats))
}

type Able = Pick<Standing, 'accountId' | 'channel' | 'healthy' | 'lost' | 'queued'> & {
  /** So many more people may hear from it for the first time today. */
  room: number
}

/**
 * One number for each of so many people: who can write now before who cannot, then who may say
 * what it likes, then who still has room today, and among equals whoever has least to do.
 */
export function spreadOver(able: Able[], count: number, hasTemplate: boolean): number[] {
  const loads = able.map((one) => ({ ...one }))
  const rank = (one: Able) =>
    (one.healthy ? 0 : one.lost ? 16 : 8) +
    (one.room > 0 ? 0 : 4) +
    (hasTemplate || isLinked(one.channel) ? 0 : 2)
  const chosen: number[] = []
  for (let n = 0; n < count; n += 1) {
    let best: Able | undefined
    for (const one of loads) {
      if (!best || rank(one) < rank(best)) best = one
      else if (rank(one) === rank(best) && one.queued < best.queued) best = one
    }
    if (!best) break
    best.queued += 1
    best.room -= 1
    chosen.push(best.accountId)
  }
  return chosen
}
