import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import type { Question } from './question.ts'
import {
  closeQuestion,
  markQuestionUsed,
  selectAsked,
  selectLiveQuestion,
} from './question-queries.ts'

/** The question a button belongs to, if it may still be answered in this chat. */
export function findLiveQuestion(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, conversationId }: { id: string; conversationId: number },
): Promise<Question | undefined> {
  return selectLiveQuestion(db, { id, conversationId, at: now() })
}

/**
 * Takes the answer. False when a question that counts once was answered before; such a one loses
 * its buttons, where the channel can take them away.
 */
export async function answerQuestion(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { id, kind }: Pick<Question, 'id' | 'kind'>,
): Promise<boolean> {
  const { db, now } = deps
  if (kind === 'confirm') {
    const used = await markQuestionUsed(db, id, now())
    if (used) await later(deps, { kind: 'buttons.remove', questionId: id })
    return used
  }
  // Answered: what is typed next is not about it any more. Its buttons may still be tapped.
  await closeQuestion(db, id, now())
  return true
}

/** The message that carried a question, once it was sent. */
export function findAsked({ db }: Pick<Deps, 'db'>, questionId: string) {
  return selectAsked(db, questionId)
}
