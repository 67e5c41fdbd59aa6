import type { Deps } from '../domain/deps.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../domain/fault.ts'
import type { Message } from '../domain/messages/message.ts'
import type { Notice } from '../domain/messages/notice.ts'
import { tellStaff } from '../domain/messages/tell.ts'
import type { Language } from '../domain/people/person.ts'
import type { Reply } from '../intents/intent.ts'
import type { Door } from './door.ts'
import { keepSpeaking, markUnsent, type OutboxRow, postpone } from './outbox-queries.ts'
import type { Pace } from './pace.ts'

/** What sending needs: the doors this process can send through, and the words of notices. */
export type Sending = {
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log' | 'secrets'>
  doors: ReadonlyMap<number, Door>
  paces: ReadonlyMap<number, Pace>
  word: (notice: Notice, language: Language) => Reply
  onFate: (fate: Fate, line: Pick<Door, 'channel' | 'accountId'>) => void
}

export type Fate = 'sent' | 'failed' | 'postponed' | 'dropped' | 'repeated'

const SEND_DEADLINE_MS = 8_000
const FILE_DEADLINE_MS = 45_000
const KEEP_EVERY_MS = 2_000

/** One message through its door, at its pace. The right to speak is kept while it takes. */
export async function sendMessage(
  { deps, paces }: Pick<Sending, 'deps' | 'paces'>,
  door: Door,
  {
    chat,
    message,
    edits,
    priority,
    speaker,
  }: {
    chat: string
    message: Message
    /** Provider id of the message to replace. */
    edits?: string | undefined
    /** Lower goes first when the door is short of pace. */
    priority?: number
    speaker: { conversationId: number; owner: string }
  },
): Promise<string> {
  const alive = setInterval(() => {
    keepSpeaking(deps.db, speaker).catch((err: unknown) =>
      deps.log.warn({ err }, 'could not keep the right to speak'),
    )
  }, KEEP_EVERY_MS)
  try {
    await paces.get(door.accountId)?.take(priority)
    const signal = AbortSignal.timeout(message.file ? FILE_DEADLINE_MS : SEND_DEADLINE_MS)
    const { providerId } = edits
      ? await door.edit(chat, edits, message, signal)
      : await door.send(chat, message, signal)
    return providerId
  } finally {
    clearInterval(alive)
  }
}

type Failed = Pick<OutboxRow, 'id' | 'attempts' | 'customer' | 'is_staff_chat'>

/** Tries later where that may help; else the message has failed, and the team is told. */
export async function settleFailure(
  { deps, onFate }: Pick<Sending, 'deps' | 'onFate'>,
  { conversationId, door }: { conversationId: number; door: Door },
  row: Failed,
  error: unknown,
) {
  const message = error instanceof Error ? error.message : String(error)
  const waitMs = waitBeforeNextTry(error, row.attempts)
  if (waitMs !== undefined) {
    await postpone(deps.db, { id: row.id, waitMs, error: message })
    setTimeout(() => deps.wake.outbox(conversationId), waitMs).unref()
    onFate('postponed', door)
    return
  }
  deps.log.error(
    { err: error, outbox: row.id, conversation: conversationId },
    'a message could not be sent',
  )
  await markUnsent(deps.db, { id: row.id, state: 'failed', error: message })
  onFate('failed', door)
  if (row.is_staff_chat) return
  await tellStaff(deps, 'chats.take', {
    code: 'send.failed.staff',
    details: { customer: row.customer ?? `#${conversationId}`, text: '', error: message },
    // One worry for each chat, brought up to date.
    slot: `send.failed:${conversationId}`,
  })
}

const GIVE_UP_AFTER = { unreachable: 200, unknown: 5, other: 5 }

/** Milliseconds, or undefined when it must not be tried again. */
function waitBeforeNextTry(error: unknown, attempts: number): number | undefined {
  if (error instanceof Rejected) return undefined
  if (error instanceof Unreachable) {
    if (attempts >= GIVE_UP_AFTER.unreachable) return undefined
    return error.retryAfterMs ?? Math.min(60_000, 500 * 2 ** attempts) * (0.5 + Math.random())
  }
  // It may have gone out. Repeated soon, as a customer without an answer is worse than one with two.
  if (error instanceof OutcomeUnknown || isAbort(error)) {
    return attempts >= GIVE_UP_AFTER.unknown ? undefined : Math.min(10_000, 2_000 * attempts)
  }
  return attempts >= GIVE_UP_AFTER.other ? undefined : 1_000 * 2 ** attempts
}

function isAbort(error: unknown) {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
}
