import type { RouterRefusal } from '../../domain/routers/routers.ts'

/** Everything that can be wrong between us and a router. */
export type RouterTrouble =
  | RouterRefusal
  | 'unreachable'
  | 'no_answer'
  | 'maintenance'
  /** Given up here to be made on another router. */
  | 'moved'

export type TroubleWords = Record<RouterTrouble, string>

/** Problems are stored as text: one of an older version is still something. */
export function sayTrouble(words: TroubleWords, problem: string): string {
  return problem in words ? words[problem as RouterTrouble] : words.other
}
