import type { Deps } from '../domain/deps.ts'
import type { Act } from '../domain/messages/act.ts'
import { answerQuestion } from '../domain/messages/answer-question.ts'
import type { FreeAnswer, Question } from '../domain/messages/question.ts'
import { wasAskedForPin } from '../domain/people/asked-for-pin.ts'
import { judgePin } from '../domain/people/judge-pin.ts'
import type { PinStep, PinVerdict } from '../domain/people/pin.ts'
import { pinStanding } from '../domain/people/pin-standing.ts'
import { type PinOutcome, settlePin } from '../domain/people/settle-pin.ts'
import type { Reply } from './intent.ts'
import type { Turn } from './turn.ts'
import { readFixedWord } from './understand/fixed-words.ts'
import { sayWhen } from './wording/say-when.ts'
import { words } from './wording/words.ts'

/** A PIN was typed: whether it is right was found out, and nothing written yet. */
export type PinTyped = { question: Question; free: FreeAnswer; step: PinStep; verdict: PinVerdict }

/** What must be asked before an act that needs the PIN. Undefined: it was right a moment ago. */
export async function askForPin(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  turn: Turn,
  act: Act,
): Promise<Reply | undefined> {
  const { pins } = words(turn)
  const { person, conversationId } = turn
  const standing = await pinStanding(deps, { personId: person.id, conversationId })
  switch (standing.kind) {
    case 'good':
      return undefined
    case 'locked':
      return sayLocked(deps, turn, standing.until)
    case 'none':
      return pinQuestion(turn, { text: pins.choose, step: 'choose', act })
    case 'asked':
      return pinQuestion(turn, { text: pins.ask, step: 'check', act })
  }
}

/**
 * Good for minutes and for one answer, like a yes, and never asked where others read along. What
 * is typed goes into no act: nothing that is kept can hold it.
 */
export function pinQuestion(
  turn: Turn,
  { text, step, act }: { text: string; step: PinStep; act: Act },
): Reply {
  const { core, pins } = words(turn)
  if (turn.inGroup) return { text: pins.privately }
  return {
    text: [act.deed, text].filter(Boolean).join('\n'),
    choices: [{ label: core.no, act: { intent: 'core.cancel', input: {} } }],
    free: { act, field: '', pin: step },
    confirm: true,
  }
}

/** The words that answer an open question for a PIN. Undefined: they were meant otherwise. */
export async function readTypedPin(
  deps: Pick<Deps, 'db' | 'now'>,
  turn: Turn,
  question: Question,
): Promise<PinTyped | undefined> {
  const { free } = question
  const step = free?.pin
  const text = turn.text.trim()
  if (!step || text === '') return undefined
  if (!/\d/.test(text) && (readFixedWord(text) || CANCEL.test(text))) return undefined
  const verdict = await judgePin(deps, { personId: turn.person.id, step, text })
  return { question, free, step, verdict }
}

/** Six digits that answer nothing, a while after a PIN was asked for: it is a PIN all the same. */
export async function isLatePin(deps: Pick<Deps, 'db' | 'now'>, turn: Turn): Promise<boolean> {
  if (turn.person.role === 'customer' || !/^\d{6}$/.test(turn.text.trim())) return false
  return wasAskedForPin(deps, turn)
}

const CANCEL = /^\/?(?:batal|cancel|tidak|jangan|no)$/i

/** In the transaction of the turn. The reply is for what went wrong; without one the act goes on. */
export async function takeTypedPin(
  deps: Deps,
  turn: Turn,
  { free, step, verdict }: PinTyped,
): Promise<Reply | undefined> {
  const { person, conversationId } = turn
  const outcome = await settlePin(deps, { person, conversationId, verdict })
  return sayOutcome(deps, turn, { outcome, step, act: free.act })
}

/** Whoever went on to something else no longer answers for a PIN: digits are not taken for one. */
export async function dropPin(
  deps: Deps,
  open: Question | null,
  { kind, answers }: { kind: string; answers?: Question },
) {
  if (!open?.free?.pin || (kind !== 'act' && kind !== 'say') || answers?.id === open.id) return
  await answerQuestion(deps, open)
}

async function sayOutcome(
  deps: Deps,
  turn: Turn,
  { outcome, step, act }: { outcome: PinOutcome; step: PinStep; act: Act },
): Promise<Reply | undefined> {
  const { pins } = words(turn)
  switch (outcome.kind) {
    case 'right':
      return undefined
    case 'unread':
      return pinQuestion(turn, { text: pins.unread, step, act })
    case 'easy':
      return pinQuestion(turn, { text: pins.easy, step, act })
    case 'wrong':
      return pinQuestion(turn, { text: pins.wrong(outcome.left), step, act })
    case 'locked':
      return sayLocked(deps, turn, outcome.until)
    case 'changed': {
      const again = await askForPin(deps, turn, act)
      return { ...again, text: [pins.changed, again?.text].filter(Boolean).join('\n') }
    }
  }
}

export function sayLocked({ business }: Pick<Deps, 'business'>, turn: Turn, until: Date): Reply {
  const when = sayWhen(until, turn.person.language, business.timeZone)
  return { text: words(turn).pins.locked(when) }
}
