import { callBackLetter } from '../domain/broadcasts/recipient-queries.ts'
import { loseTopic } from '../domain/chats/lose-topic.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../domain/fault.ts'
import type { Deps } from '../domain/deps.ts'
import { inTransaction } from '../domain/in-transaction.ts'
import type { Message, Sort } from '../domain/messages/message.ts'
import type { Notice } from '../domain/messages/notice.ts'
import type { Language } from '../domain/people/person.ts'
import { holdPromo } from '../domain/sending/hold-promo.ts'
import type { SendingSettings } from '../domain/sending/sending-settings.ts'
import type { Reply } from '../intents/intent.ts'
import type { Door } from './door.ts'
import {
  isStillWanted,
  keepSpeaking,
  markUnsent,
  type OutboxRow,
  postpone,
  putBack,
  shutWindows,
} from './outbox-queries.ts'
import type { Paces } from './paces.ts'
import { tellUnsent } from './tell-unsent.ts'

/** What sending needs: the doors this process can send through, and the words of notices. */
export type Sending = {
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log' | 'secrets' | 'draw' | 'business'>
  /** They come and go. */
  doors: ReadonlyMap<number, Door>
  paces: Paces
  /** How a number is written on, as it was known a moment ago. */
  settingsOf: (door: Pick<Door, 'channel' | 'accountId'>) => SendingSettings
  word: (notice: Notice, language: Language, reader: { name: string | null }) => Reply
  onFate: (fate: Fate, line: Pick<Door, 'channel' | 'accountId'>) => void
}

export type Fate = 'sent' | 'failed' | 'postponed' | 'dropped' | 'repeated'

const SEND_DEADLINE_MS = 8_000
const FILE_DEADLINE_MS = 45_000
const KEEP_EVERY_MS = 2_000
/** Whoever waited longer than this for a turn asks again whether the words are still wanted. */
const ASK_AGAIN_AFTER_MS = 250
const TYPING_AFTER_MS = 300
const TYPING_DEADLINE_MS = 2_000

type Sendable = {
  id: number
  chat: string
  message: Message
  /** Which of the messages of this row. */
  part: number
  sort: Sort
  /** Provider id of the message to replace. */
  edits?: string | undefined
  /** Lower goes first when the door is short of pace. */
  priority?: number
  speaker: { conversationId: number; owner: string }
}

/**
 * One message through its door, at its pace. The right to speak is kept while it takes. Undefined
 * where it waited for its turn and must be judged anew.
 */
export async function sendMessage(
  sending: Pick<Sending, 'deps' | 'paces' | 'settingsOf'>,
  door: Door,
  one: Sendable,
): Promise<string | undefined> {
  const { deps } = sending
  const alive = setInterval(() => {
    keepSpeaking(deps.db, one.speaker).catch((err: unknown) =>
      deps.log.warn({ err }, 'could not keep the right to speak'),
    )
  }, KEEP_EVERY_MS)
  try {
    const waitedMs = await waitForTurn(sending, door, one)
    if (waitedMs > ASK_AGAIN_AFTER_MS && one.part === 0) {
      if (one.sort === 'promo' && (await callBackLetter(deps.db, one.id))) return undefined
      if (!(await isStillWanted(deps.db, { id: one.id, at: deps.now() }))) return undefined
    }
    const { chat, message, edits } = one
    const signal = AbortSignal.timeout(message.file ? FILE_DEADLINE_MS : SEND_DEADLINE_MS)
    const edited = edits && (await door.edit(chat, edits, message, signal).catch(unlessTooOld))
    const { providerId } =
      edited || (await door.send(chat, message, signal, `${one.id}:${one.part}`))
    return providerId
  } finally {
    clearInterval(alive)
  }
}

function unlessTooOld(error: unknown): undefined {
  if (!(error instanceof Rejected) || error.code !== 'too_old') throw error
}

/** Milliseconds that it took. Whoever is made to wait for an answer sees that it is being written. */
async function waitForTurn(
  { deps, paces, settingsOf }: Pick<Sending, 'deps' | 'paces' | 'settingsOf'>,
  door: Door,
  { chat, priority, sort }: Sendable,
): Promise<number> {
  const settings = settingsOf(door)
  const began = performance.now()
  const shows = settings.typing && sort === 'answer' && door.showTyping
  const typing = shows
    ? setTimeout(() => {
        door
          .showTyping?.(chat, { on: true }, AbortSignal.timeout(TYPING_DEADLINE_MS))
          .catch((err: unknown) => deps.log.debug({ err }, 'could not show that we are writing'))
      }, TYPING_AFTER_MS)
    : undefined
  try {
    await paces.take(door, { chat, priority, settings })
  } finally {
    clearTimeout(typing)
  }
  return performance.now() - began
}

type Failed = Pick<OutboxRow, 'id' | 'attempts' | 'customer' | 'is_staff_chat' | 'sort'> & {
  chat: string
  asTemplate?: boolean
}

/**
 * Tries later where that may help; else the message has failed, and the team is told. `again`: it
 * is back in its place, and will be judged otherwise.
 */
export async function settleFailure(
  sending: Pick<Sending, 'deps' | 'paces' | 'onFate'>,
  { conversationId, door }: { conversationId: number; door: Door },
  row: Failed,
  error: unknown,
): Promise<'again' | 'later' | 'failed'> {
  const { deps, onFate } = sending
  const waitMs = waitBeforeNextTry(error, row.attempts)
  if (waitMs !== undefined) {
    slowDown(sending, door, { chat: row.chat, error })
    const maybeOut = mayBeOut(error)
    await postpone(deps.db, { id: row.id, waitMs, error: sayError(error), maybeOut })
    setTimeout(() => deps.wake.outbox(conversationId), waitMs).unref()
    onFate('postponed', door)
    return 'later'
  }
  if (isShutWindow(error) && door.hasWindow && !row.asTemplate) {
    await shutWindows(deps.db, [conversationId], deps.now())
    await putBack(deps.db, { id: row.id, waitMs: null, why: 'window_closed' })
    return 'again'
  }
  const how = howLost(error)
  if (how && (await loseTopic(deps, { topicId: conversationId, outboxId: row.id, how }))) {
    onFate('postponed', door)
    return 'later'
  }
  deps.log.error(
    { err: error, outbox: row.id, conversation: conversationId },
    'a message could not be sent',
  )
  await fail(sending, { conversationId, door }, row, sayError(error))
  return 'failed'
}

/** Somebody of the team deleted or closed the topic of a customer: it is made anew, or opened. */
function howLost(error: unknown) {
  if (!(error instanceof Rejected)) return undefined
  if (error.code === 'topic_gone') return 'gone'
  return error.code === 'topic_shut' ? 'shut' : undefined
}

/** It stays unsaid, and the team knows. */
export async function fail(
  { deps, onFate }: Pick<Sending, 'deps' | 'onFate'>,
  { conversationId, door }: { conversationId: number; door: Door },
  row: Pick<OutboxRow, 'id' | 'customer' | 'is_staff_chat' | 'sort'>,
  error: string,
) {
  await markUnsent(deps.db, { id: row.id, state: 'failed', error })
  onFate('failed', door)
  await inTransaction(deps, (deps) => holdPromo(deps, [{ conversationId, error }]))
  const { customer, is_staff_chat: isStaffChat, sort } = row
  await tellUnsent(deps, { conversationId, customer, isStaffChat, sort, error })
}

/** The channel found us too fast: in one chat on Meta's own API, altogether on a linked number. */
function slowDown(
  { paces }: Pick<Sending, 'paces'>,
  door: Door,
  { chat, error }: { chat: string; error: unknown },
) {
  const ms = error instanceof Unreachable ? error.retryAfterMs : undefined
  if (ms === undefined) return
  if (door.channel === 'cloud' && ms === PAIR_RATE_MS) paces.slowChat(door, { chat, gapMs: ms })
  if (door.channel === 'baileys' || door.channel === 'waha') paces.pause(door, ms)
}

/** What Meta asks for where one customer was sent too much: a message in six seconds. */
const PAIR_RATE_MS = 6_000

/** The short name first, for the log; then whatever the channel said. */
function sayError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Rejected && error.code !== '') return `${error.code} · ${message}`
  return mayBeOut(error) ? `outcome_unknown · ${message}` : message
}

const isShutWindow = (error: unknown) => error instanceof Rejected && error.code === 'window_closed'

const GIVE_UP_AFTER = { unreachable: 200, unknown: 5, other: 5 }

/** Milliseconds, or undefined when it must not be tried again. */
function waitBeforeNextTry(error: unknown, attempts: number): number | undefined {
  if (error instanceof Rejected) return undefined
  if (error instanceof Unreachable) {
    if (attempts >= GIVE_UP_AFTER.unreachable) return undefined
    return error.retryAfterMs ?? Math.min(60_000, 500 * 2 ** attempts) * (0.5 + Math.random())
  }
  // It may have gone out. Repeated soon, as a customer without an answer is worse than one with two.
  if (mayBeOut(error)) {
    return attempts >= GIVE_UP_AFTER.unknown ? undefined : Math.min(10_000, 2_000 * attempts)
  }
  return attempts >= GIVE_UP_AFTER.other ? undefined : 1_000 * 2 ** attempts
}

function mayBeOut(error: unknown) {
  if (error instanceof OutcomeUnknown) return true
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
}
