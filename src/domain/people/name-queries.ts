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

/** Opens the chat under the new address, and makes it the one that was heard from last. */
export async function moveToNewAddress(
  db: Db,
  moved: { accountId: number; personId: number; chat: string; at: Date },
) {
  await sql`
    insert into conversations (account_id, chat, person_id, last_inbound_at)
    values (${moved.accountId}, ${moved.chat}, ${moved.personId}, ${moved.at})
    on conflict (account_id, chat) do update
      set person_id = excluded.person_id,
        last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
      where coalesce(conversations.person_id, excluded.person_id) = excluded.person_id`.execute(db)
}
