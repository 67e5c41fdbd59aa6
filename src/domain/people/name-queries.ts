import { sql } from 'kysely'
import type { Db, IdentityKind } from '../tables.ts'

type Name = { kind: IdentityKind; value: string }

/** Who has any of these names: in this account, or a number in any of ours. */
export async function ownersOfNames(db: Db, accountId: number, names: Name[]): Promise<number[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('identities')
    .where((eb) =>
      eb.and([
        eb.or([eb('account_id', '=', accountId), eb('kind', '=', 'phone')]),
        eb.or(names.map(({ kind, value }) => eb.and({ kind, value }))),
        eb('kind', '<>', 'username'),
      ]),
    )
    .select('person_id')
    .distinct()
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Known from any of our accounts: a number that is given up is his nowhere. */
export async function removePhone(
  db: Db,
  { personId, phone }: { personId: number; phone: string },
) {
  await db
    .deleteFrom('identities')
    .where('person_id', '=', personId)
    .where('kind', '=', 'phone')
    .where('value', '=', phone)
    .execute()
}

type OwnChat = { id: number; account_id: number; last_inbound_at: Date | null }

/** His chats that stand at an address, on any WhatsApp number of ours. */
export function chatsAt(
  db: Db,
  { personId, chat }: { personId: number; chat: string },
): Promise<OwnChat[]> {
  return db
    .selectFrom('conversations')
    .innerJoin('channel_accounts', 'channel_accounts.id', 'conversations.account_id')
    .where('channel_accounts.channel', '<>', 'telegram')
    .where('conversations.chat', '=', chat)
    .where('conversations.person_id', '=', personId)
    .select(['conversations.id', 'conversations.account_id', 'conversations.last_inbound_at'])
    .orderBy('conversations.id')
    .execute()
}

type Move = { accountId: number; personId: number; from: string; to: string }

/**
 * The chat goes along, with all that was said and is yet to be said in it, so that whoever gets the
 * old address begins anew. False where there is none, or where one stands at the new address already.
 */
export async function moveChat(db: Db, { accountId, personId, from, to }: Move): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update conversations set chat = ${to}
    where account_id = ${accountId} and chat = ${from} and person_id = ${personId}
      and not exists (select from conversations n where n.account_id = ${accountId} and n.chat = ${to})
    returning id`.execute(db)
  return rows.length > 0
}

/** The chat at an address is his, unless it is somebody else's; and it was heard from last. */
export async function ownChat(
  db: Db,
  own: { accountId: number; personId: number; chat: string; at: Date | null },
) {
  await sql`
    insert into conversations (account_id, chat, person_id, last_inbound_at)
    values (${own.accountId}, ${own.chat}, ${own.personId}, ${own.at})
    on conflict (account_id, chat) do update
      set person_id = excluded.person_id,
        last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
      where coalesce(conversations.person_id, excluded.person_id) = excluded.person_id`.execute(db)
}

/**
 * A chat whose address its owner gave up, and who has another at the new one: its history stays
 * his, at an address that nobody writes from; what waits in it, who answers him and his topic go
 * over to the other.
 */
export async function leaveChat(db: Db, { id, to }: { id: number; to: string }) {
  await sql`
    with old as (
      select c.* from conversations c where c.id = ${id}
    ), now_at as (
      select n.id from conversations n join old on n.account_id = old.account_id
        and n.chat = ${to} and n.person_id = old.person_id
    ), waiting as (
      update outbox o set conversation_id = now_at.id from now_at
      where o.conversation_id = ${id} and o.state = 'queued'
    ), topic as (
      update chat_topics t set conversation_id = now_at.id from now_at
      where t.conversation_id = ${id}
        and not exists (select from chat_topics other where other.conversation_id = now_at.id)
    ), answered as (
      update conversations n set human_since = old.human_since, human_by = old.human_by,
        human_active_at = old.human_active_at, human_on_phone = old.human_on_phone
      from old, now_at
      where n.id = now_at.id and n.human_since is null and old.human_since is not null
    )
    update conversations set chat = 'left:' || id, moved_to = ${to},
      human_since = null, human_by = null, human_active_at = null, human_on_phone = false
    where id = ${id}`.execute(db)
}
