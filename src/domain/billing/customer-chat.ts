import { sql } from 'kysely'
import type { Deps } from '../deps.ts'

/** The WhatsApp chat a customer last wrote in; undefined for one who never has. */
export async function customerChatOf(
  { db }: Pick<Deps, 'db'>,
  personId: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select c.id from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = ${personId} and a.channel <> 'telegram'
    order by c.last_inbound_at desc nulls last, c.id limit 1`.execute(db)
  return rows[0]?.id
}
