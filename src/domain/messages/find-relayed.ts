import type { Deps } from '../deps.ts'
import { selectRelayedConversation } from './relayed-queries.ts'

/** Staff answer a customer by replying to what was relayed: whose message was that? */
export function findRelayed(
  { db }: Pick<Deps, 'db'>,
  message: { conversationId: number; providerId: string },
) {
  return selectRelayedConversation(db, message)
}
