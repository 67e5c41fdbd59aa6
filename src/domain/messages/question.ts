import type { PinStep } from '../people/pin.ts'
import type { Act } from './act.ts'

/** What we asked in a chat, and what each answer would do. */
export type Question = {
  id: string
  kind: QuestionKind
  acts: { label: string; act: Act }[]
  free: FreeAnswer | null
}

/**
 * What free words do. They go into `act.input[field]`; or, where a PIN is asked for, nowhere:
 * they are judged, and `act` is done if they were right.
 */
export type FreeAnswer = { act: Act; field: string; pin?: PinStep }

export type QuestionKind = 'menu' | 'confirm' | 'ask'

/** A yes to something dear is good for minutes; a menu may be tapped for a day. */
export const QUESTION_LASTS_MS: Record<QuestionKind, number> = {
  confirm: 5 * 60_000,
  menu: 24 * 3_600_000,
  ask: 24 * 3_600_000,
}

/** A question that counts once is found again by it, to lose its buttons when it was answered. */
export function askedIn(questionId: string) {
  return `asked:${questionId}`
}

/** What a tap on the n-th choice sends back. */
export function choiceKey(questionId: string, place: number) {
  return `${questionId}.${place}`
}

export function readChoiceKey(key: string) {
  const match = /^([\w-]{16})\.(\d{1,2})$/.exec(key)
  return match?.[1] && match[2] ? { questionId: match[1], place: Number(match[2]) } : undefined
}
