import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'
import type { StoredMessage } from './stored-message.ts'

type Asked = { accountId: number; addresses: string[]; lids: string[] }

/** Chats that are open under one of these addresses, or by somebody known by one of these LIDs. */
export async function findChats(db: Db, { accountId, addresses, lids }: Asked) {
  const result = await sql<{ chat: string; lid: string | null }>`
    select chat, null as lid from conversations
    where account_id = ${accountId} and chat = any(${addresses}::text[])
    union all
    select c.chat, i.value from identities i
    join conversations c on c.account_id = i.account_id and c.person_id = i.person_id
    where i.account_id = ${accountId} and i.kind = 'lid' and i.value = any(${lids}::text[])`.execute(
    db,
  )
  return result.rows
}

export async function findOurs(db: Db, accountId: number, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const result = await sql<{ provider_id: string }>`
    select provider_id from wa_sent
    where account_id = ${accountId} and provider_id = any(${ids}::text[])`.execute(db)
  return new Set(result.rows.map(({ provider_id }) => provider_id))
}

/** Whoever is known by one of the two names is known by the other, unless that is somebody else's. */
export async function learnNames(
  db: Db,
  accountId: number,
  pairs: { lid: string; phone: string }[],
) {
  await sql`
    insert into identities (account_id, kind, value, person_id)
    select distinct on (n.kind, n.value) i.account_id, n.kind, n.value, i.person_id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(lid text, phone text)
    join identities i on i.account_id = ${accountId}
      and ((i.kind = 'lid' and i.value = p.lid) or (i.kind = 'phone' and i.value = '+' || p.phone))
    cross join lateral (values ('lid', p.lid), ('phone', '+' || p.phone)) as n(kind, value)
    where n.kind <> i.kind
    order by n.kind, n.value, i.person_id
    on conflict (account_id, kind, value) do nothing`.execute(db)
}

export type Raw = { chat: string; provider_id: string; raw: StoredMessage }

/** What we were told, word for word: to quote it, to say that it was read, to ask for it again. */
export async function selectRaw(
  db: Db,
  { accountId, chat, ids }: { accountId: number; chat: string; ids: string[] },
) {
  const result = await sql<Raw>`
    select chat, provider_id, raw from inbox
    where account_id = ${accountId} and chat = ${chat} and provider_id = any(${ids}::text[])`.execute(
    db,
  )
  return result.rows
}

/** Messages of the last day whose words have not come. */
export async function selectStubs(db: Db, accountId: number): Promise<Raw[]> {
  const result = await sql<Raw>`
    select i.chat, i.provider_id, i.raw from inbox i
    join conversations c on c.id = i.conversation_id
    where i.account_id = ${accountId} and i.kind = 'stub'
      and i.received_at > now() - interval '1 day' and c.account_id = ${accountId}
    order by i.id desc limit 50`.execute(db)
  return result.rows
}

export async function isStillStub(db: Db, accountId: number, providerId: string) {
  const result = await sql`
    select from inbox where account_id = ${accountId} and provider_id = ${providerId}
      and kind = 'stub' limit 1`.execute(db)
  return result.rows.length > 0
}

/** When a customer last wrote to this number; never is undefined. */
export async function lastHeardAt(db: Db, accountId: number): Promise<Date | undefined> {
  const row = await db
    .selectFrom('conversations')
    .where('account_id', '=', accountId)
    .select((eb) => eb.fn.max('last_inbound_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** Of the chats that were alive lately, what was last said in each. */
export async function selectLastOfChats(db: Db, accountId: number, limit: number): Promise<Raw[]> {
  const result = await sql<Raw>`
    select c.chat, l.provider_id, l.raw from (
      select id, chat, last_inbound_at from conversations
      where account_id = ${accountId} and last_inbound_at > now() - interval '3 days'
      order by last_inbound_at desc limit ${limit}) c
    cross join lateral (
      select i.provider_id, i.raw from inbox i
      where i.conversation_id = c.id and i.kind = 'message' order by i.id desc limit 1) l
    order by c.last_inbound_at desc`.execute(db)
  return result.rows
}
