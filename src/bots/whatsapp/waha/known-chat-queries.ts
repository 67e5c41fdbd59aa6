import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'
import type { KnownChat } from './sender.ts'

/** The chat that stands open with somebody, by either name or by whom we know under his LID. */
export function knownChatIn(db: Db, accountId: number): KnownChat {
  return async ({ phone, lid }) => {
    const { rows } = await sql<{ chat: string }>`
      select c.chat from conversations c
      where c.account_id = ${accountId} and c.moved_to is null and (
        c.chat in (${phone ?? ''}, ${lid ? `${lid}@lid` : ''})
        or c.person_id in (
          select person_id from identities
          where account_id = ${accountId} and kind = 'lid' and value = ${lid ?? ''}))
      order by c.last_inbound_at desc nulls last, c.id limit 1`.execute(db)
    return rows[0]?.chat
  }
}
