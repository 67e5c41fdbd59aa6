import type { Db } from '../tables.ts'

/** The customer's conversation that a message of ours in a staff chat was about. */
export async function selectRelayedConversation(
  db: Db,
  { conversationId, providerId }: { conversationId: number; providerId: string },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('outbox')
    .where('conversation_id', '=', conversationId)
    .where('provider_id', '=', providerId)
    .select('content')
    .executeTakeFirst()
  if (!row || !('notice' in row.content)) return undefined
  const { details } = row.content.notice
  return 'conversationId' in details ? details.conversationId : undefined
}
