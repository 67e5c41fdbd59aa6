import { sql } from 'kysely'
import type { Deps } from '../deps.ts'

/**
 * Where each of these customers is told things: the chat he last wrote in. Somebody who never
 * wrote and whose number we know gets a chat of his own; who has neither is missing here.
 */
export async function customerChats(
  { db }: Pick<Deps, 'db'>,
  personIds: number[],
): Promise<Map<number, number>> {
  if (personIds.length === 0) return new Map()
  const found = await sql<Chat>`
    select distinct on (c.person_id) c.person_id, c.id
    from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = any(${personIds}::bigint[]) and a.channel <> 'telegram' and not c.is_ops
    order by c.person_id, c.last_inbound_at desc nulls last, c.id`.execute(db)
  const chats = new Map(found.rows.map(({ person_id, id }) => [person_id, id]))
  const missing = personIds.filter((id) => !chats.has(id))
  if (missing.length === 0) return chats

  const opened = await sql<Chat>`
    insert into conversations (account_id, chat, person_id)
    select distinct on (i.person_id) i.account_id, ltrim(i.value, '+'), i.person_id
    from identities i join channel_accounts a on a.id = i.account_id
    where i.person_id = any(${missing}::bigint[]) and i.kind = 'phone' and a.channel = 'cloud'
    order by i.person_id, i.account_id
    on conflict (account_id, chat) do update
      set person_id = coalesce(conversations.person_id, excluded.person_id)
    returning person_id, id`.execute(db)
  for (const { person_id, id } of opened.rows) chats.set(person_id, id)
  return chats
}

type Chat = { person_id: number; id: number }
