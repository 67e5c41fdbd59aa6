import { sql } from 'kysely'
import type { Inbound } from '../domain/messages/inbound.ts'
import type { Db } from '../domain/tables.ts'
import { isNote } from '../intents/pass-on.ts'

/** One picture of several that were sent together with a note of the team: the words stand on another. */
export async function isOfNote(
  db: Db,
  conversationId: number,
  { album }: Pick<Extract<Inbound, { kind: 'message' }>, 'album'>,
): Promise<boolean> {
  if (album === undefined) return false
  const { rows } = await sql<{ text: string }>`
    select inbound->>'text' as text from inbox
    where conversation_id = ${conversationId} and kind = 'message'
      and inbound->>'album' = ${album} and inbound->>'text' <> ''
      and written_at > now() - interval '1 minute'`.execute(db)
  return rows.some(({ text }) => isNote(text))
}
