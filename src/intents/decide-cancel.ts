import type { Question } from '../domain/messages/question.ts'
import type { Decision } from './answer.ts'
import type { Turn } from './turn.ts'
import { isCancel } from './understand/fixed-words.ts'
import { words } from './wording/words.ts'

/** "batal" closes what was asked; said as a command it is answered where nothing was, too. */
export function decideCancel(turn: Turn, open: Question | null): Decision | undefined {
  if (!isCancel(turn.text)) return undefined
  if (open) return { kind: 'act', act: { intent: 'core.cancel', input: {} }, answers: open }
  if (!turn.text.trim().startsWith('/')) return undefined
  return { kind: 'say', reply: { text: words(turn).core.nothingToCancel } }
}
