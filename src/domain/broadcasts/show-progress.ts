import type { Correlated, Deps } from '../deps.ts'
import { tell } from '../messages/tell.ts'
import { countBroadcast, markShown, selectBroadcast } from './broadcast-queries.ts'

type ShowDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** Brings the one message that shows how far it is up to date; not more often than one can read. */
export async function showProgress(
  deps: ShowDeps,
  broadcastId: number,
  { atOnce }: { atOnce: boolean },
) {
  const broadcast = await selectBroadcast(deps.db, broadcastId)
  if (!broadcast) return
  const count = await countBroadcast(deps.db, broadcastId)
  if (!(await markShown(deps.db, { broadcastId, count, atOnce })) && !atOnce) return
  await tell(deps, broadcast.conversation_id, {
    code: 'broadcast.progress',
    details: {
      id: broadcastId,
      state: broadcast.state,
      count,
      text: startOf(broadcast.text),
      sendAt: sayWhen(deps, broadcast.send_at),
      quietUntil: null,
    },
    slot: `broadcast:${broadcastId}`,
  })
}

/** Enough of a text to know it again. */
export function startOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 1).trimEnd()}…`
}
const SHOWN = 120

/** `2026-12-01 09:00` by the clock of the business. */
export function sayWhen({ business }: Pick<Deps, 'business'>, at: Date | null): string | null {
  if (at === null) return null
  const { timeZone } = business
  // The Swedish locale happens to write ISO dates.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
}
