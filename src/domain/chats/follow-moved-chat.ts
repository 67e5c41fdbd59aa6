import type { Deps } from '../deps.ts'
import { moveOpsChat } from './chat-queries.ts'

/** A group got another number for good: where it was the team's, the team is found there now. */
export function followMovedChat(
  { db }: Pick<Deps, 'db'>,
  moved: { conversationId: number; to: string },
) {
  return moveOpsChat(db, moved)
}
