import { cutText } from '../messages/cut-text.ts'
import type { Correlated, Deps } from '../deps.ts'
import { tellWhoAsked } from '../messages/tell.ts'
import { dayAndTime } from '../routers/clock-time.ts'
import type { Broadcast, BroadcastCount } from './broadcast.ts'
import type { BroadcastNotices } from './broadcast-notices.ts'
import { isShownLately, markShown, selectBroadcast } from './broadcast-queries.ts'
import { countBroadcast, countStrangersLeft } from './recipient-queries.ts'
import { outlook, quietNow } from './sending-outlook.ts'

type ShowDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** Brings the one message that shows how far it is up to date; not more often than one can read. */
export async function showProgress(
  deps: ShowDeps,
  broadcastId: number,
  { atOnce }: { atOnce: boolean },
) {
  if (!atOnce && (await isShownLately(deps.db, broadcastId))) return
  const broadcast = await selectBroadcast(deps.db, broadcastId)
  if (!broadcast) return
  const { count } = await countBroadcast(deps.db, broadcastId)
  const isNew = await markShown(deps.db, { broadcastId, count, atOnce })
  if (!isNew && !atOnce) return
  const { slot } = broadcast
  await tellWhoAsked(deps, whereMade(broadcast), {
    code: 'broadcast.progress',
    details: await progressOf(deps, { broadcast, count, slot }),
    slot,
  })
}

/** Where the team hears of it: in the chat it was made in, while that is one of the team's. */
export function whereMade({ conversation_id }: Pick<Broadcast, 'conversation_id'>) {
  return { conversationId: conversation_id, permission: 'broadcasts.send' } as const
}

/** How far it is, for a message of this slot. */
export async function progressOf(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  { broadcast, count, slot }: { broadcast: Broadcast; count: BroadcastCount; slot: string },
): Promise<BroadcastNotices['broadcast.progress']> {
  const { id, state, text, send_at, paused_because } = broadcast
  const goesOn = state === 'sending' || state === 'scheduled'
  const people = count.waiting + count.queued
  const sending = state === 'sending' && people > 0
  const eta =
    goesOn && people > 0
      ? await outlook(deps, {
          people,
          strangers: await countStrangersLeft(deps.db, id),
          from: send_at,
        })
      : null
  return {
    id,
    slot,
    state,
    count,
    text: startOf(text),
    sendAt: sayWhen(deps, send_at),
    quietUntil: sending ? sayWhen(deps, await quietNow(deps)) : null,
    eta: sayWhen(deps, eta),
    pausedBecause: state === 'paused' ? paused_because : null,
  }
}

/** Enough of a text to know it again; never half a variable. */
export function startOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= SHOWN ? line : `${whole(cutText(line, SHOWN - 1)).trimEnd()}…`
}
const SHOWN = 120
const whole = (start: string) => start.replace(/\{\{[^}]*\}?$|\{$/, '')

/** By the clock of the business: the time alone while it is today. */
export function sayWhen({ now, business }: Pick<Deps, 'now' | 'business'>, at: Date | null) {
  return at && dayAndTime(at, { now: now(), timeZone: business.timeZone })
}
