import type { Deps } from '../deps.ts'
import { selectPinQuestion } from '../messages/question-queries.ts'

/** So long after the question, six digits may still be meant for it. */
const REMEMBERED_MS = 15 * 60_000

/** Whether a PIN was asked for in this chat a while ago, answered or not. */
export async function wasAskedForPin(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { conversationId }: { conversationId: number },
): Promise<boolean> {
  const since = new Date(now().getTime() - REMEMBERED_MS)
  return (await selectPinQuestion(db, { conversationId, since })) !== undefined
}
