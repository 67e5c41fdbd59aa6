import type { Correlated, Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import { setPromoWanted } from '../people/change-person.ts'
import { dayAndTime } from '../routers/clock-time.ts'
import { nameOf } from '../sessions/session.ts'
import { holdPromoFrom, holdPromoTo, peopleOfChats } from './promo-queries.ts'

/** What Meta said of a message that was refused, at once or later: the short name stands first. */
export type Refused = { conversationId: number; error: string | null }

const HELD_MS = 24 * 3_600_000

/**
 * What Meta's refusals mean for the advertising after them: none to somebody who had enough today,
 * or wants none at all, and none from a number that it takes for a spammer. The team hears of the
 * number, once for each time.
 */
export async function holdPromo(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  refused: Refused[],
): Promise<void> {
  const chatsWith = (code: RegExp) =>
    refused.filter(({ error }) => code.test(error ?? '')).map((one) => one.conversationId)
  const [enough, spam, stopped] = [MARKETING_LIMIT, SPAM_LIMIT, STOPPED].map(chatsWith)
  const until = new Date(deps.now().getTime() + HELD_MS)
  if (enough?.length) await holdPromoTo(deps.db, { conversationIds: enough, until })
  if (stopped?.length) {
    for (const personId of await peopleOfChats(deps.db, stopped)) {
      await setPromoWanted(deps, { personId, wanted: false })
    }
  }
  if (!spam?.length) return
  const at = deps.now()
  const { timeZone } = deps.business
  for (const number of await holdPromoFrom(deps.db, { conversationIds: spam, until, at })) {
    await tellStaff(deps, 'sessions.manage', {
      code: 'session.promo_held',
      details: { name: nameOf(number), until: dayAndTime(until, { now: at, timeZone }) },
      priority: 'high',
    })
  }
}

const MARKETING_LIMIT = /^(marketing_limit|131049)\b/
const SPAM_LIMIT = /^(spam_limit|131048)\b/
const STOPPED = /^(marketing_stopped|131050)\b/
