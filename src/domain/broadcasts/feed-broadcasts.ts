import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { PRIORITY } from '../messages/message.ts'
import { customerChats } from '../people/customer-chats.ts'
import type { Broadcast } from './broadcast.ts'
import {
  countBroadcast,
  findLiveBroadcasts,
  insertLetters,
  lockLiveBroadcast,
  skipRecipients,
  takeRecipients,
  updateBroadcast,
} from './broadcast-queries.ts'
import { wordLetters } from './letter.ts'
import { showProgress } from './show-progress.ts'

type FeedDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'>

/** So few stand in the outbox at once that a pause takes hold at once, and pace is what limits. */
const IN_THE_OUTBOX_AT_MOST = 200

/**
 * A duty: hands what goes out next to the outbox, where pace, quiet hours, opt-out and the day's
 * budget rule over it. Each person is handed on in the commit that says so, so once.
 */
export async function feedBroadcasts(deps: FeedDeps) {
  for (const id of await findLiveBroadcasts(deps.db, deps.now())) {
    await inTransaction(deps, async (deps) => {
      const broadcast = await lockLiveBroadcast(deps.db, id)
      if (broadcast) await feed(deps, broadcast)
    })
  }
}

async function feed(deps: FeedDeps, broadcast: Broadcast) {
  const { id: broadcastId } = broadcast
  if (broadcast.state === 'scheduled') {
    await updateBroadcast(deps.db, broadcastId, { state: 'sending' })
  }
  const { queued, waiting } = await countBroadcast(deps.db, broadcastId)
  if (queued + waiting === 0) {
    await updateBroadcast(deps.db, broadcastId, { state: 'done', finished_at: deps.now() })
    await showProgress(deps, broadcastId, { atOnce: true })
    return
  }
  const room = IN_THE_OUTBOX_AT_MOST - queued
  if (room > 0 && waiting > 0) await handOn(deps, broadcast, room)
  await showProgress(deps, broadcastId, { atOnce: false })
}

async function handOn(deps: FeedDeps, broadcast: Broadcast, room: number) {
  const { id: broadcastId } = broadcast
  const taken = await takeRecipients(deps.db, { broadcastId, limit: room })
  const gone = taken.filter(({ opted_out }) => opted_out).map(({ person_id }) => person_id)
  await skipRecipients(deps.db, { broadcastId, personIds: gone, reason: 'opted_out' })
  const personIds = taken.filter(({ opted_out }) => !opted_out).map(({ person_id }) => person_id)
  const chats = await customerChats(deps, personIds)
  const unreachable = personIds.filter((id) => !chats.has(id))
  await skipRecipients(deps.db, { broadcastId, personIds: unreachable, reason: 'no_chat' })

  const letters = await wordLetters(deps, broadcast, personIds)
  const addressed = letters.flatMap(({ personId, ...message }) => {
    const conversationId = chats.get(personId)
    return conversationId === undefined ? [] : [{ personId, conversationId, content: { message } }]
  })
  const { low: priority } = PRIORITY
  await insertLetters(deps.db, { broadcastId, letters: addressed, priority, at: deps.now() })
  for (const { conversationId } of addressed) deps.wake.outbox(conversationId)
}
