import type { Db } from '../tables.ts'

export type AssistantCall = {
  conversationId: number
  model: string
  purpose: string
  outcome: 'used' | 'rejected' | 'timeout' | 'failed' | 'over_budget'
  tokensIn: number
  tokensOut: number
  tookMs: number
}

export async function insertCall(db: Db, call: AssistantCall, at: Date) {
  await db
    .insertInto('assistant_calls')
    .values({
      conversation_id: call.conversationId,
      at,
      model: call.model,
      purpose: call.purpose,
      tokens_in: call.tokensIn,
      tokens_out: call.tokensOut,
      took_ms: call.tookMs,
      outcome: call.outcome,
    })
    .execute()
}

/** Calls that were made since an instant: in one conversation, and in all. */
export async function countCalls(
  db: Db,
  { conversationId, since }: { conversationId: number; since: Date },
) {
  const { inChat, inAll } = await db
    .selectFrom('assistant_calls')
    .where('at', '>=', since)
    .where('outcome', '<>', 'over_budget')
    .select((eb) => [
      eb.fn.countAll<number>().as('inAll'),
      eb.fn.countAll<number>().filterWhere('conversation_id', '=', conversationId).as('inChat'),
    ])
    .executeTakeFirstOrThrow()
  return { inChat, inAll }
}

/** What was last written in a chat, by them and by us, oldest first. */
export async function listTalk(
  db: Db,
  {
    conversationId,
    before,
    since,
    limit,
  }: { conversationId: number; before: number; since: Date; limit: number },
) {
  const [heard, said] = await Promise.all([
    db
      .selectFrom('inbox')
      .where('conversation_id', '=', conversationId)
      .where('id', '<', before)
      .where('kind', '=', 'message')
      .where('received_at', '>=', since)
      .select(['received_at as at', 'inbound'])
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),
    db
      .selectFrom('outbox')
      .where('conversation_id', '=', conversationId)
      .where('state', 'in', ['sent', 'queued', 'sending'])
      .where('created_at', '>=', since)
      .select(['created_at as at', 'content'])
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),
  ])
  return { heard, said }
}
