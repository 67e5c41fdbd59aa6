import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import { nameUnnamed } from './people-queries.ts'

/** Where numbers are known from: our WhatsApp, or whatever account there is before we have one. */
export async function phoneAccount(db: Db): Promise<number> {
  const row = await db
    .selectFrom('channel_accounts')
    .select('id')
    .orderBy(sql`case channel when 'cloud' then 0 when 'telegram' then 2 else 1 end`)
    .orderBy('id')
    .executeTakeFirst()
  if (row) return row.id
  const { id } = await db
    .insertInto('channel_accounts')
    .values({ channel: 'cloud', name: 'main' })
    .onConflict((conflict) => conflict.columns(['channel', 'name']).doUpdateSet({ name: 'main' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Fills what is empty, and leaves what is known. True where he was no customer before. */
export async function ensureCustomer(
  db: Db,
  one: {
    personId: number
    name: string
    address?: string | null
    latitude?: number | null
    longitude?: number | null
    by: number | null
    at: Date
  },
): Promise<boolean> {
  const { personId, address = null, latitude = null, longitude = null } = one
  await nameUnnamed(db, personId, one.name)
  const { rows } = await sql<{ is_new: boolean }>`
    insert into customers as c (person_id, address, latitude, longitude, created_at, created_by)
    values (${personId}, ${address}, ${latitude}, ${longitude}, ${one.at}, ${one.by})
    on conflict (person_id) do update set
      address = coalesce(c.address, excluded.address),
      latitude = coalesce(c.latitude, excluded.latitude),
      longitude = coalesce(c.longitude, excluded.longitude)
    returning xmax = 0 as is_new`.execute(db)
  return rows[0]?.is_new ?? false
}

/** A person made a moment ago, in this very transaction, whom nobody refers to. */
export async function forgetPerson(db: Db, personId: number) {
  await db.deleteFrom('people').where('id', '=', personId).execute()
}

export async function phoneOf(db: Db, personId: number): Promise<string | null> {
  const row = await db
    .selectFrom('identities')
    .where('person_id', '=', personId)
    .where('kind', '=', 'phone')
    .select('value')
    .orderBy('account_id')
    .executeTakeFirst()
  return row?.value ?? null
}

type Chat = { person_id: number; id: number }

/** `lost`: on a number that will not write again by itself. */
export async function lastChats(
  db: Db,
  personIds: number[],
): Promise<(Chat & { lost: boolean })[]> {
  const { rows } = await sql<Chat & { lost: boolean }>`
    select distinct on (c.person_id) c.person_id, c.id, ${isLost} as lost
    from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = any(${personIds}::bigint[]) and a.channel <> 'telegram' and not c.is_ops
      and c.moved_to is null
    order by c.person_id, ${isLost}, c.last_inbound_at desc nulls last, c.id`.execute(db)
  return rows
}

/** Of a number `a`: somebody has to do something before it writes again. */
export const isLost = sql.raw(`a.state in ('unlinked', 'banned', 'removed')`)

export async function phonesOf(
  db: Db,
  personIds: number[],
): Promise<{ personId: number; phone: string }[]> {
  const { rows } = await sql<{ personId: number; phone: string }>`
    select distinct on (person_id) person_id as "personId", value as phone
    from identities where person_id = any(${personIds}::bigint[]) and kind = 'phone'
    order by person_id, account_id`.execute(db)
  return rows
}

/**
 * On every WhatsApp number of ours a chat is named by the digits of the customer's. Of two people
 * with one phone the first has it, unless it is there already.
 */
export async function openChats(
  db: Db,
  wanted: { personId: number; phone: string; accountId: number }[],
): Promise<Chat[]> {
  const { rows } = await sql<Chat>`
    insert into conversations (account_id, chat, person_id)
    select distinct on (1, 2) "accountId", ltrim(phone, '+'), "personId"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w("personId" bigint, phone text, "accountId" bigint)
    order by 1, 2, 3
    on conflict (account_id, chat) do update
      set person_id = coalesce(conversations.person_id, excluded.person_id)
    returning person_id, id`.execute(db)
  return rows
}

export type CustomerCard = {
  id: number
  name: string | null
  phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  note: string | null
  tags: string[] | null
}

export function customerCard(db: Db, personId: number): Promise<CustomerCard> {
  return db
    .selectFrom('people')
    .leftJoin('customers', 'customers.person_id', 'people.id')
    .where('people.id', '=', personId)
    .select([
      'people.id',
      'people.name',
      'customers.address',
      'customers.latitude',
      'customers.longitude',
      'customers.note',
      'customers.tags',
      sql<string | null>`(select value from identities i where i.person_id = people.id
        and i.kind = 'phone' order by i.account_id limit 1)`.as('phone'),
    ])
    .executeTakeFirstOrThrow()
}
