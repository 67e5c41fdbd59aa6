import type { Message } from '../domain/messages/message.ts'
import { splitMessage } from '../domain/messages/split-message.ts'
import type { Question } from '../domain/messages/question.ts'
import { insertQuestion } from '../domain/messages/question-queries.ts'
import {
  countsAsBegun,
  type Due,
  judgeSending,
  type Verdict,
} from '../domain/sending/judge-sending.ts'
import { takePlaceToday } from '../domain/sending/take-place.ts'
import { say } from '../intents/say.ts'
import type { Door } from './door.ts'
import {
  markAsTemplate,
  markPartSent,
  markUnsent,
  type OutboxRow,
  putBack,
  putBackUntried,
} from './outbox-queries.ts'
import { fail, sendMessage, type Sending, settleFailure } from './send-message.ts'

type Part = { message: Message; question: Question | null }
type Speaker = { conversationId: number; owner: string }

/** So often a number that may not write to strangers is looked at again: the team can lift it. */
const LOOK_AGAIN_MS = 10 * 60_000
/** A wait is of business time, and the clock of a day is not always the one on the wall. */
const LONGEST_WAIT_MS = 24 * 3_600_000

/**
 * A row whose turn has come: judged as things are now, then sent in the words of now. Returns the
 * channel's id of what was sent, undefined where nothing was; then the row says why.
 */
export async function sendRow(
  sending: Sending,
  door: Door,
  { row, speaker }: { row: OutboxRow; speaker: Speaker },
): Promise<string | undefined> {
  const { deps, onFate } = sending
  if (row.outdated && !row.overtaken) {
    await markUnsent(deps.db, { id: row.id, state: 'superseded', error: null })
    onFate('dropped', door)
    return undefined
  }
  const parts = wordsOf(sending, row)
  const verdict = await judge(sending, door, { row, parts, speaker })
  const place = { conversationId: speaker.conversationId, door }
  if (verdict.kind === 'drop') {
    await markUnsent(deps.db, { id: row.id, state: 'dropped', error: verdict.why })
    onFate('dropped', door)
    return undefined
  }
  if (verdict.kind === 'fail') {
    await fail(sending, place, row, verdict.why)
    return undefined
  }
  if (verdict.kind === 'wait') {
    await putBack(deps.db, { id: row.id, waitMs: waitMsOf(verdict, deps.now()), why: verdict.why })
    onFate('postponed', door)
    return undefined
  }
  if (parts.some(({ message }) => message.reaction) && !door.canReact) {
    await markUnsent(deps.db, { id: row.id, state: 'dropped', error: 'no_reactions' })
    onFate('dropped', door)
    return undefined
  }
  if (row.attempts > 1) onFate('repeated', door)
  const asTemplate = verdict.kind === 'template'
  if (asTemplate) await markAsTemplate(deps.db, row.id)
  try {
    return await sendParts(sending, door, {
      row: asTemplate ? { ...row, parts_sent: 0, edits: null } : row,
      parts: asTemplate ? templateOf(parts) : parts,
      speaker,
    })
  } catch (error) {
    await settleFailure(sending, place, { ...row, asTemplate }, error)
    return undefined
  }
}

async function sendParts(
  sending: Sending,
  door: Door,
  { row, parts, speaker }: { row: OutboxRow; parts: Part[]; speaker: Speaker },
) {
  const { db, now } = sending.deps
  for (const { question } of parts) {
    const { conversationId } = speaker
    if (question) await insertQuestion(db, { conversationId, question, at: now() })
  }
  let providerId: string | undefined
  // Worded anew it may have become shorter: something is sent in any case.
  const from = Math.min(row.parts_sent, parts.length - 1)
  for (const [place, { message }] of parts.slice(from).entries()) {
    // Of several each would take the place of the one before it.
    const edits = door.canEdit && parts.length === 1 ? (row.edits ?? undefined) : undefined
    const { id, chat, priority, sort } = row
    const part = from + place
    const one = { id, chat, message, part, sort, edits, priority, speaker }
    providerId = await sendMessage(sending, door, one)
    if (providerId === undefined) {
      // Untried, unless it was called back: judged anew with all else that waits here.
      await putBackUntried(db, [id])
      return undefined
    }
    if (part < parts.length - 1) await markPartSent(db, id)
  }
  return providerId
}

/** A notice gets its words now, in the language the person has now; its buttons become a question. */
function wordsOf({ deps, word }: Sending, { content, language, customer }: OutboxRow): Part[] {
  if ('message' in content) {
    return splitMessage(content.message).map((message) => ({ message, question: null }))
  }
  return say(deps, word(content.notice, language, { name: customer }))
}

/** A template has words and buttons of its own; nothing of ours goes with it. */
function templateOf(parts: Part[]): Part[] {
  return parts.flatMap(({ message: { text, outsideWindow } }) =>
    outsideWindow ? [{ message: { text, template: outsideWindow }, question: null }] : [],
  )
}

async function judge(
  sending: Sending,
  door: Door,
  { row, parts, speaker }: { row: OutboxRow; parts: Part[]; speaker: Speaker },
): Promise<Verdict> {
  const { deps } = sending
  const settings = sending.settingsOf(door)
  const isTemplate = parts.some(({ message }) => message.template)
  const due: Due = {
    sort: row.sort,
    toStaff: row.is_staff_chat,
    optedOut: row.opted_out,
    noPromo: row.no_promo,
    noPromoUntil: instant(row.no_promo_until),
    takenOver: row.overtaken,
    windowShut: door.hasWindow === true && !row.heard && !isTemplate,
    hasTemplate: parts.some(({ message }) => message.outsideWindow),
    stranger: row.stranger,
    begunByUs: !row.heard && !row.talk,
    writtenAt: new Date(row.created_at),
    budgetGoneUntil: null,
    noSendingUntil: instant(row.no_sending_until),
    noNewChatsUntil: instant(row.no_new_chats_until),
    quiet: settings,
    now: deps.now(),
    timeZone: deps.business.timeZone,
  }
  const verdict = judgeSending(due)
  const goes = verdict.kind === 'go' || verdict.kind === 'template'
  if (!goes || row.counted || !countsAsBegun(due)) return verdict
  // Only what would go now takes a place in the day.
  const budgetGoneUntil = await takePlaceToday(deps, {
    outboxId: row.id,
    accountId: row.account_id,
    conversationId: speaker.conversationId,
    isNewChat: row.unknown_to_them,
    warmFrom: instant(row.warm_from),
    settings,
  })
  return budgetGoneUntil ? judgeSending({ ...due, budgetGoneUntil }) : verdict
}

const instant = (at: string | Date | null) => (at === null ? null : new Date(at))

function waitMsOf({ until, why }: Extract<Verdict, { kind: 'wait' }>, now: Date): number {
  const atMost = why === 'reachout' || why === 'held' ? LOOK_AGAIN_MS : LONGEST_WAIT_MS
  return Math.max(1_000, Math.min(atMost, until.getTime() - now.getTime()))
}
