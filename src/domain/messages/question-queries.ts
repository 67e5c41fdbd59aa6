import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { Db } from '../tables.ts'
import { askedIn, type Question, QUESTION_LASTS_MS } from './question.ts'

/**
 * A question we come with unasked. Where an answer in words is being waited for, it has buttons
 * only: "100" must not answer a notice that came in between.
 */
export async function insertQuestion(
  db: Db,
  { conversationId, question, at }: { conversationId: number; question: Question; at: Date },
) {
  await db
    .insertInto('questions')
    .values({
      id: question.id,
      conversation_id: conversationId,
      kind: question.kind,
      acts: asJsonb(question.acts),
      free: question.free ? asJsonb(question.free) : null,
      asked_at: at,
      expires_at: new Date(at.getTime() + QUESTION_LASTS_MS[question.kind]),
      closed_at: sql<Date | null>`case when exists (
        select from questions where conversation_id = ${conversationId} and kind in ('ask', 'confirm')
          and used_at is null and closed_at is null and expires_at > ${at}) then ${at}::timestamptz end`,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** A question of this very chat that may still be answered. */
export function selectLiveQuestion(
  db: Db,
  { id, conversationId, at }: { id: string; conversationId: number; at: Date },
) {
  return db
    .selectFrom('questions')
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .select(['id', 'kind', 'acts', 'free'])
    .executeTakeFirst()
}

/** One that was for a PIN, open or not. */
export function selectPinQuestion(
  db: Db,
  { conversationId, since }: { conversationId: number; since: Date },
) {
  return db
    .selectFrom('questions')
    .where('conversation_id', '=', conversationId)
    .where('asked_at', '>', since)
    .where(sql<boolean>`free ->> 'pin' is not null`)
    .select('id')
    .limit(1)
    .executeTakeFirst()
}

/** Uses a question up; of two taps at once one finds it used. */
export async function markQuestionUsed(db: Db, id: string, at: Date) {
  const { numUpdatedRows } = await db
    .updateTable('questions')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Words and numbers no longer answer it; its buttons still may. */
export async function closeQuestion(db: Db, id: string, at: Date) {
  await db.updateTable('questions').set({ closed_at: at }).where('id', '=', id).execute()
}

export async function selectAsked(db: Db, questionId: string) {
  const row = await db
    .selectFrom('questions as q')
    .innerJoin('outbox as o', 'o.conversation_id', 'q.conversation_id')
    .where('q.id', '=', questionId)
    .where('o.slot', '=', askedIn(questionId))
    .where('o.state', '=', 'sent')
    .select(['o.conversation_id', 'o.provider_id', 'o.content'])
    .executeTakeFirst()
  if (!row?.provider_id || !('message' in row.content)) return undefined
  const { text, file } = row.content.message
  return { conversationId: row.conversation_id, providerId: row.provider_id, text, file }
}
