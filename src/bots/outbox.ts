import { randomUUID } from 'node:crypto'
import { dayOf } from '../domain/day.ts'
import { endWaits } from '../domain/sending/budget-queries.ts'
import { moveQueue } from '../domain/sending/move-queue.ts'
import { isLinked } from '../domain/sending/sending-settings.ts'
import { tellEnded } from '../domain/sessions/hand-over-queue.ts'
import type { Outgoing } from './conversation-queries.ts'
import type { Door } from './door.ts'
import { createMarkRead } from './mark-read.ts'
import { findDueChats, findForgottenChats } from './due-queries.ts'
import { putBackUntried, stopSpeaking, takeNextMessage } from './outbox-queries.ts'
import { createPaces } from './paces.ts'
import { type Sending, sendMessage, settleFailure } from './send-message.ts'
import { sendRow } from './send-row.ts'
import { createSettingsNow } from './settings-now.ts'
import { createStoreSent, type StoreSent } from './store-sent.ts'
import { createSweep } from './sweep.ts'

export type Outbox = ReturnType<typeof createOutbox>

type Speaking = Sending & { storeSent: StoreSent; refresh: () => Promise<void> }

/** A chat whose right to speak we hold. */
type Speaker = { conversationId: number; accountId: number; chat: string; owner: string }

/**
 * Sends what stands in the outbox: one speaker per chat, in order, at the pace of its door. The
 * channel's answer is stored row by row as it arrives. A crash between sending and storing
 * repeats that one message, under the same key: a channel that knows keys shows it once.
 */
export function createOutbox(
  options: Omit<Sending, 'paces' | 'settingsOf'> & { settingsFreshMs?: number },
) {
  const { deps } = options
  const settings = createSettingsNow(deps, options.settingsFreshMs)
  const sending: Speaking = {
    ...options,
    paces: createPaces(deps),
    settingsOf: settings.of,
    refresh: settings.refresh,
    storeSent: createStoreSent(deps),
  }
  const busy = new Set<Promise<void>>()
  const clockMoved = createClockWatch(deps)

  function track(work: Promise<void>) {
    const safe = work
      .catch((err: unknown) => deps.log.error({ err }, 'sending stopped; the sweeper goes on'))
      .finally(() => busy.delete(safe))
    busy.add(safe)
    return safe
  }
  const drain = (conversationId: number) => track(drainChat(sending, conversationId, randomUUID()))

  async function find() {
    const at = deps.now()
    // Morning came early: in the sandbox a day passes at a tap.
    if (clockMoved()) await endWaits(deps.db)
    const rooms = [...sending.doors.values()].map((door) => ({
      accountId: door.accountId,
      room: sending.paces.room(door),
    }))
    return findForgottenChats(deps.db, { rooms, limit: 200, at })
  }

  return {
    /** Sends everything due in a chat, unless somebody else is at it. */
    drain,
    /** Sends rows that were taken for sending in the transaction that wrote them. */
    speakTaken: (speaker: Speaker, rows: Outgoing[]) => track(speakTaken(sending, speaker, rows)),
    /** Shows them that what they wrote was read. */
    markRead: createMarkRead(sending),
    /** Sends what lost nudges and dead processes left behind. */
    sweep: createSweep({ find, run: drain }).sweep,
    /** Resolves when nothing is being sent. */
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy)
    },
  }
}

const CLOCK_JUMP_MS = 60_000

/** True once each time that the clock of the business was moved. */
function createClockWatch({ now }: Sending['deps']) {
  const ahead = () => now().getTime() - performance.now()
  let known = ahead()
  return () => {
    const moved = Math.abs(ahead() - known) > CLOCK_JUMP_MS
    known = ahead()
    return moved
  }
}

async function speakTaken(sending: Speaking, speaker: Speaker, rows: Outgoing[]) {
  const { deps } = sending
  const { conversationId, owner, chat } = speaker
  // An answer waits for nobody: what was chosen a moment ago counts from the next one on.
  void sending.refresh()
  const door = sending.doors.get(speaker.accountId)
  const putBackFrom = (place: number) =>
    putBackUntried(
      deps.db,
      rows.slice(place).map(({ id }) => id),
    )
  if (!door) {
    // Its door is in another process, or went this moment.
    await putBackFrom(0)
    await giveBack(sending, { conversationId, owner })
    return deps.wake.outbox(conversationId)
  }
  let anyDue = false
  for (const [place, row] of rows.entries()) {
    let providerId
    try {
      const { id, message } = row
      const one = { id, chat, message, part: 0, sort: 'answer' as const, speaker }
      providerId = await sendMessage(sending, door, one)
    } catch (error) {
      const failed = { ...row, chat, sort: 'answer' as const, customer: null, is_staff_chat: false }
      const what = await settleFailure(sending, { conversationId, door }, failed, error)
      await putBackFrom(place + 1)
      if (what === 'again') return drainChat(sending, conversationId, owner)
      return giveBack(sending, { conversationId, owner })
    }
    // It waited for its turn, and is not wanted as it was: judged with all else that waits here.
    if (providerId === undefined) {
      await putBackFrom(place)
      return drainChat(sending, conversationId, owner)
    }
    const release = place === rows.length - 1
    const stored = { id: row.id, conversationId, owner, providerId, release }
    const { due } = await sending.storeSent({ ...stored, countedFor: countedFor(sending, door) })
    anyDue = due
    sending.onFate('sent', door)
  }
  if (anyDue) await drainChat(sending, conversationId, owner)
}

async function drainChat(sending: Speaking, conversationId: number, owner: string) {
  const { deps, doors } = sending
  await sending.refresh()
  for (let lookedAgain = false; ;) {
    const taking = { conversationId, owner, accountIds: [...doors.keys()], at: deps.now() }
    const row = await takeNextMessage(deps.db, taking)
    const door = row && doors.get(row.account_id)
    if (row && door) {
      const speaker = { conversationId, owner }
      const providerId = await sendRow(sending, door, { row, speaker })
      if (providerId !== undefined) {
        const stored = { id: row.id, ...speaker, providerId, release: false }
        await sending.storeSent({ ...stored, countedFor: countedFor(sending, door) })
        sending.onFate('sent', door)
      }
      lookedAgain = false
      continue
    }
    await giveBack(sending, { conversationId, owner })
    // Whoever wrote a row while we held the chat found it taken: look once more, now that it is free.
    if (row || lookedAgain) return
    if (!(await findDueChats(deps.db, [conversationId], deps.now())).has(conversationId)) return
    lookedAgain = true
  }
}

/**
 * The chat is free again. Where its number was lost while we had the chat in hand, it did not go
 * with the rest of the queue, and follows now.
 */
async function giveBack(
  { deps }: Pick<Sending, 'deps'>,
  { conversationId, owner }: { conversationId: number; owner: string },
) {
  const { lost } = await stopSpeaking(deps.db, { conversationId, owner })
  if (lost === undefined) return
  const { ended } = await moveQueue(deps, { accountId: lost })
  await tellEnded(deps, { accountId: lost, ended })
}

/** Only what a linked number sends is counted: a day's row for the busiest channel would be in its way. */
function countedFor({ deps }: Sending, { channel, accountId }: Door) {
  if (!isLinked(channel)) return undefined
  return { accountId, day: dayOf(deps.now(), deps.business.timeZone) }
}
