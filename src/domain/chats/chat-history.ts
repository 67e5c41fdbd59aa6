import type { Deps } from '../deps.ts'
import type { OutgoingContent } from '../messages/message.ts'
import { selectHistory } from './history-queries.ts'

/** One line of what was said: `who` null for the bot. */
export type SaidLine = {
  from: 'customer' | 'bot' | 'team'
  who: string | null
  at: Date
  text: string
  /** Ours, where it gets its words only when it is sent. */
  content: OutgoingContent | null
}

/** What was said last in a customer's chat, oldest first. */
export function chatHistory(
  { db }: Pick<Deps, 'db'>,
  { conversationId, limit }: { conversationId: number; limit: number },
): Promise<SaidLine[]> {
  return selectHistory(db, { conversationId, limit })
}
