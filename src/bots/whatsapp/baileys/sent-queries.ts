import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'

export type SentRow = { chat: string; proto: Buffer; ageMs: number }

/**
 * Stands before it goes out: whoever cannot read it asks for it by its id. False where it stood
 * there already, and says what it said.
 */
export async function insertSent(
  db: Db,
  { accountId, id, chat, proto }: { accountId: number; id: string; chat: string; proto: Buffer },
): Promise<boolean> {
  const result = await sql`
    insert into wa_sent (account_id, provider_id, chat, proto)
    values (${accountId}, ${id}, ${chat}, ${proto})
    on conflict (account_id, provider_id) do nothing`.execute(db)
  return result.numAffectedRows === 1n
}

export async function selectSent(
  db: Db,
  accountId: number,
  id: string,
): Promise<SentRow | undefined> {
  const result = await sql<SentRow>`
    select chat, proto, (extract(epoch from now() - sent_at) * 1000)::float8 as "ageMs"
    from wa_sent where account_id = ${accountId} and provider_id = ${id}`.execute(db)
  return result.rows[0]
}
