import type { Deps } from '../deps.ts'
import type { Question } from './question.ts'
import { closeQuestion, markQuestionUsed, selectLiveQuestion } from './question-queries.ts'

/** The question a button belongs to, if it may still be answered in this chat. */
export function findLiveQuestion(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, conversationId }: { id: string; conversationId: number },
): Promise<Question | undefined> {
  return selectLiveQuestion(db, { id, conversationId, at: now() })
}

/** Takes the answer. False when a question that counts once was answered before. */
export async function answerQuestion(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, kind }: Pick<Question, 'id' | 'kind'>,
): Promise<boolean> {
  if (kind === 'confirm') return markQuestionUsed(db, id, now())
  // Answered: what is typed next is not about it any more. Its buttons may still be tapped.
  await closeQuestion(db, id, now())
  return true
}
