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

export async function removeIdentity(
  db: Db,
  { accountId, personId, kind, value }: Name & { accountId: number; personId: number },
) {
  await db
    .deleteFrom('identities')
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('value', '=', value)
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
  own: { accountId: number; personId: number; chat: string; at: Date },
) {
  await sql`
    insert into conversations (account_id, chat, person_id, last_inbound_at)
    values (${own.accountId}, ${own.chat}, ${own.personId}, ${own.at})
    on conflict (account_id, chat) do update
      set person_id = excluded.person_id,
        last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
      where coalesce(conversations.person_id, excluded.person_id) = excluded.person_id`.execute(db)
}
