import { randomUUID } from 'node:crypto'
import type { Message } from '../domain/messages/message.ts'
import { insertQuestion } from '../domain/messages/question-queries.ts'
import { say } from '../intents/say.ts'
import type { Outgoing } from './conversation-queries.ts'
import {
  findDueChats,
  findForgottenChats,
  markPartSent,
  markUnsent,
  type OutboxRow,
  stopSpeaking,
  takeNextMessage,
} from './outbox-queries.ts'
import { createPace } from './pace.ts'
import { type Sending, sendMessage, settleFailure } from './send-message.ts'
import { createStoreSent, type StoreSent } from './store-sent.ts'
import { createSweep } from './sweep.ts'

export type Outbox = ReturnType<typeof createOutbox>

type Speaking = Sending & { storeSent: StoreSent }

/** A chat whose right to speak we hold. */
type Speaker = { conversationId: number; accountId: number; chat: string; owner: string }

/**
 * Sends what stands in the outbox: one speaker per chat, in order, at the pace of its door. The
 * channel's answer is stored row by row as it arrives. A crash between sending and storing
 * repeats that one message, which no channel here can de-duplicate for us.
 */
export function createOutbox(options: Omit<Sending, 'paces'>) {
  const paces = new Map([...options.doors].map(([id, { pace }]) => [id, createPace(pace)]))
  const sending: Speaking = { ...options, paces, storeSent: createStoreSent(options.deps.db) }
  const { deps } = sending
  const busy = new Set<Promise<void>>()

  function track(work: Promise<void>) {
    const safe = work
      .catch((err: unknown) => deps.log.error({ err }, 'sending stopped; the sweeper goes on'))
      .finally(() => busy.delete(safe))
    busy.add(safe)
    return safe
  }
  const drain = (conversationId: number) => track(drainChat(sending, conversationId, randomUUID()))

  return {
    /** Sends everything due in a chat, unless somebody else is at it. */
    drain,
    /** Sends rows that were taken for sending in the transaction that wrote them. */
    speakTaken: (speaker: Speaker, rows: Outgoing[]) => track(speakTaken(sending, speaker, rows)),
    /** Sends what lost nudges and dead processes left behind. */
    sweep: createSweep({
      find: () =>
        findForgottenChats(deps.db, { accountIds: [...sending.doors.keys()], limit: 200 }),
      run: drain,
    }).sweep,
    /** Resolves when nothing is being sent. */
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy)
    },
  }
}

async function speakTaken(sending: Speaking, speaker: Speaker, rows: Outgoing[]) {
  const { deps } = sending
  const { conversationId, owner } = speaker
  const door = sending.doors.get(speaker.accountId)
  let anyDue = false
  for (const [place, row] of rows.entries()) {
    if (!door) return stopSpeaking(deps.db, { conversationId, owner })
    let providerId
    try {
      const { message } = row
      providerId = await sendMessage(sending, door, { chat: speaker.chat, message, speaker })
    } catch (error) {
      const failed = { ...row, customer: null, is_staff_chat: false }
      await settleFailure(sending, { conversationId, door }, failed, error)
      return stopSpeaking(deps.db, { conversationId, owner })
    }
    const release = place === rows.length - 1
    const { due } = await sending.storeSent({
      id: row.id,
      conversationId,
      owner,
      providerId,
      release,
    })
    anyDue = due
    sending.onFate('sent', door)
  }
  if (anyDue) await drainChat(sending, conversationId, owner)
}

async function drainChat(sending: Speaking, conversationId: number, owner: string) {
  const { db } = sending.deps
  const accountIds = [...sending.doors.keys()]
  for (let lookedAgain = false; ;) {
    const row = await takeNextMessage(db, { conversationId, owner, accountIds })
    if (row) {
      await sendRow(sending, { conversationId, owner }, row)
      lookedAgain = false
      continue
    }
    await stopSpeaking(db, { conversationId, owner })
    // Whoever wrote a row while we held the chat found it taken: look once more, now that it is free.
    if (lookedAgain || !(await findDueChats(db, [conversationId])).has(conversationId)) return
    lookedAgain = true
  }
}

async function sendRow(
  sending: Speaking,
  speaker: { conversationId: number; owner: string },
  row: OutboxRow,
) {
  const { deps, doors, onFate } = sending
  const door = doors.get(row.account_id)
  if (!door) return
  if (row.overtaken || row.outdated) {
    const state = row.overtaken ? 'dropped' : 'superseded'
    await markUnsent(deps.db, { id: row.id, state, error: null })
    onFate('dropped', door)
    return
  }
  if (row.attempts > 1) onFate('repeated', door)
  let providerId = ''
  try {
    const parts = await wordsOf(sending, speaker.conversationId, row)
    // Worded anew it may have become shorter: something is sent in any case.
    for (const message of parts.slice(Math.min(row.parts_sent, parts.length - 1))) {
      const edits = door.canEdit ? (row.edits ?? undefined) : undefined
      const { chat, priority } = row
      providerId = await sendMessage(sending, door, { chat, message, edits, priority, speaker })
      if (message !== parts.at(-1)) await markPartSent(deps.db, row.id)
    }
  } catch (error) {
    await settleFailure(sending, { conversationId: speaker.conversationId, door }, row, error)
    return
  }
  await sending.storeSent({ id: row.id, ...speaker, providerId, release: false })
  onFate('sent', door)
}

/** A notice gets its words now, in the language the person has now; its buttons become a question. */
async function wordsOf(
  { deps, word }: Sending,
  conversationId: number,
  { content, language }: OutboxRow,
): Promise<Message[]> {
  if ('message' in content) return [content.message]
  const said = say(deps, word(content.notice, language))
  for (const { question } of said) {
    if (question) await insertQuestion(deps.db, { conversationId, question, at: deps.now() })
  }
  return said.map(({ message }) => message)
}
