import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { PRIORITY } from '../messages/message.ts'
import { customerChats } from '../people/customer-chats.ts'
import type { Broadcast } from './broadcast.ts'
import {
  findJustOver,
  findLiveBroadcasts,
  findTrouble,
  lockLiveBroadcast,
  updateBroadcast,
} from './broadcast-queries.ts'
import { pauseItself } from './control-broadcast.ts'
import { whenNow } from './draft-broadcast.ts'
import { letterOf } from './letter.ts'
import {
  countUnsettled,
  dropWhoLeft,
  insertLetters,
  skipRecipients,
  takeRecipients,
} from './recipient-queries.ts'
import { quietNow } from './sending-outlook.ts'
import { showProgress } from './show-progress.ts'

type FeedDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** So few stand in the outbox at once that it stays short, and so many that pace is what limits. */
const READY_AT_MOST = 400
/** With those that wait there for a budget or a next try. */
const IN_THE_OUTBOX_AT_MOST = 2_000

/**
 * A duty: hands what goes out next to the outbox, where pace, quiet hours, opt-out and the day's
 * budget rule over it. Nobody is woken for it: the outbox takes as much as its numbers can do with.
 */
export async function feedBroadcasts(deps: FeedDeps) {
  for (const broadcastId of await findLiveBroadcasts(deps.db, deps.now())) {
    await feedBroadcast(deps, { broadcastId })
  }
  for (const broadcastId of await findJustOver(deps.db, deps.now())) {
    await inTransaction(deps, (deps) => showProgress(deps, broadcastId, { atOnce: false }))
  }
}

/** Each person is handed on in the commit that says so, and by one at a time: so once. */
export async function feedBroadcast(deps: FeedDeps, { broadcastId }: { broadcastId: number }) {
  const goesOn = await inTransaction(deps, async (deps) => {
    const broadcast = await lockLiveBroadcast(deps.db, broadcastId, deps.now())
    return broadcast ? feed(deps, broadcast) : false
  })
  // How far it is takes a look at everybody: not while others wait for it.
  if (goesOn)
    await inTransaction(deps, (deps) => showProgress(deps, broadcastId, { atOnce: false }))
}

/** True while there is more to come. */
async function feed(deps: FeedDeps, broadcast: Broadcast): Promise<boolean> {
  const { id: broadcastId, segment } = broadcast
  const trouble = await findTrouble(deps.db, { broadcastId, at: deps.now() })
  if (trouble) {
    await pauseItself(deps, broadcast, trouble)
    return false
  }
  if (broadcast.state === 'scheduled') {
    await dropWhoLeft(deps.db, { broadcastId, segment, when: whenNow(deps) })
    await updateBroadcast(deps.db, broadcastId, { state: 'sending' })
  }
  let left = await countUnsettled(deps.db, broadcastId)
  const room = Math.min(
    READY_AT_MOST - (left.queued - left.aside),
    IN_THE_OUTBOX_AT_MOST - left.queued,
    left.waiting,
  )
  if (room > 0 && !(await quietNow(deps))) {
    await handOn(deps, broadcast, room)
    left = await countUnsettled(deps.db, broadcastId)
  }
  if (left.queued + left.waiting > 0) return true
  await updateBroadcast(deps.db, broadcastId, { state: 'done', finished_at: deps.now() })
  await showProgress(deps, broadcastId, { atOnce: true })
  return false
}

async function handOn(deps: FeedDeps, broadcast: Broadcast, limit: number) {
  const { id: broadcastId } = broadcast
  const personIds = await takeRecipients(deps.db, { broadcastId, limit })
  const known = await customerChats(deps, personIds)
  const unreachable = personIds.filter((id) => !known.has(id))
  await skipRecipients(deps.db, { broadcastId, personIds: unreachable, reason: 'no_chat' })
  const chats = [...known].map(([personId, conversationId]) => ({ personId, conversationId }))
  await insertLetters(deps.db, {
    broadcastId,
    chats,
    notice: { code: 'broadcast.letter', details: letterOf(broadcast) },
    priority: PRIORITY.low,
    at: deps.now(),
  })
}
