import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'
import type { KnownChat } from './known-chats.ts'

/**
 * By his number, else by his id; whoever writes without a number now is still reached under the one
 * that we know of him.
 */
export function knownChatIn(db: Db, accountId: number): KnownChat {
  return async ({ phone = '', bsuid }) => {
    const { rows } = await sql<{ chat: string }>`
      select c.chat from conversations c
      where c.account_id = ${accountId} and c.moved_to is null and (
        c.chat in (${phone}, ${bsuid})
        or (${phone} = '' and c.chat ~ '^[0-9]+$' and c.person_id in (
          select person_id from identities
          where account_id = ${accountId} and kind = 'bsuid' and value = ${bsuid})))
      order by c.chat = ${phone} desc, c.chat = ${bsuid} desc,
        c.last_inbound_at desc nulls last, c.id desc limit 1`.execute(db)
    return rows[0]?.chat
  }
}
