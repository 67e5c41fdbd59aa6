import { sql } from 'kysely'
import type { Currency, Db } from '../tables.ts'

/** One line, flat: `transfer` is the place of its transfer in the list, from 1. */
export type FlatLine = {
  transfer: number
  owner: string
  purpose: string
  currency: Currency
  floor: number | null
  amount: number
}

type FlatTransfer = { key: string; cause: string; subject: string; by: number | null }

/**
 * Writes transfers and lines in one statement, as the database wants them. `id` is null for a
 * key that exists, and for all of them where an account is `missing`.
 */
export async function insertTransfers(
  db: Db,
  transfers: FlatTransfer[],
  lines: FlatLine[],
  at: Date,
): Promise<{ key: string; id: number | null; missing: boolean }[]> {
  const { rows } = await sql<{ key: string; id: number | null; missing: boolean }>`
    with line as (
      select asked.transfer, asked.currency, asked.amount, accounts.id as account_id
      from unnest(
        ${lines.map((line) => line.transfer)}::int[],
        ${lines.map((line) => line.owner)}::text[],
        ${lines.map((line) => line.purpose)}::text[],
        ${lines.map((line) => line.currency)}::text[],
        ${lines.map((line) => line.amount)}::bigint[]
      ) as asked (transfer, owner, purpose, currency, amount)
      left join accounts using (owner, purpose, currency)
    ), lack as (
      select exists (select from line where account_id is null) as missing
    ), wanted as (
      select * from unnest(
        ${transfers.map((transfer) => transfer.key)}::text[],
        ${transfers.map((transfer) => transfer.cause)}::text[],
        ${transfers.map((transfer) => transfer.subject)}::text[],
        ${transfers.map((transfer) => transfer.by)}::bigint[]
      ) with ordinality as wanted (key, cause, subject, by_person, place)
    ), posted as (
      insert into transfers (key, cause, subject, at, by_person)
      select key, cause, subject, ${at}, by_person from wanted, lack
      where not lack.missing
      order by key
      on conflict (key) do nothing
      returning id, key
    ), entered as (
      insert into entries (transfer_id, account_id, currency, amount)
      select posted.id, line.account_id, line.currency, line.amount
      from posted join wanted using (key) join line on line.transfer = wanted.place
    )
    select wanted.key, posted.id, lack.missing
    from lack, wanted left join posted using (key)
    order by wanted.place`.execute(db)
  return rows
}

/** Accounts that exist are left as they are. */
export async function insertAccounts(db: Db, lines: FlatLine[]) {
  await sql`
    insert into accounts (owner, purpose, currency, floor)
    select distinct on (owner, purpose, currency) owner, purpose, currency, floor
    from unnest(
      ${lines.map((line) => line.owner)}::text[],
      ${lines.map((line) => line.purpose)}::text[],
      ${lines.map((line) => line.currency)}::text[],
      ${lines.map((line) => line.floor)}::bigint[]
    ) as asked (owner, purpose, currency, floor)
    order by owner, purpose, currency
    on conflict (owner, purpose, currency) do nothing`.execute(db)
}

export async function postedLines(db: Db, keys: string[]) {
  return db
    .selectFrom('transfers')
    .innerJoin('entries', 'entries.transfer_id', 'transfers.id')
    .innerJoin('accounts', 'accounts.id', 'entries.account_id')
    .where('transfers.key', '=', sql<string>`any(${keys}::text[])`)
    .select([
      'transfers.key',
      'transfers.id',
      'accounts.owner',
      'accounts.purpose',
      'accounts.currency',
      'entries.amount',
    ])
    .execute()
}

export async function sumOfLines(
  db: Db,
  account: { owner: string; purpose: string; currency: Currency },
): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .where('owner', '=', account.owner)
    .where('purpose', '=', account.purpose)
    .where('currency', '=', account.currency)
    .select(
      // A kept balance is read; the others are added up.
      sql<number>`case when floor is not null then balance else (
        select coalesce(sum(amount), 0)::bigint from entries where account_id = accounts.id
      ) end`.as('balance'),
    )
    .executeTakeFirst()
  return row?.balance ?? 0
}

/** Each in one statement, so that it sees the ledger at one instant. */
export async function currencySums(db: Db) {
  return db
    .selectFrom('entries')
    .groupBy('currency')
    .having((has) => has(has.fn.sum('amount'), '<>', 0))
    .select(['currency', sql<number>`sum(amount)::bigint`.as('sum')])
    .execute()
}

export async function unbalancedTransfers(db: Db) {
  const { rows } = await sql<{ transferId: number }>`
    select transfers.id as "transferId" from transfers
    where not exists (select from entries where transfer_id = transfers.id)
    union
    select transfer_id from entries group by transfer_id, currency having sum(amount) <> 0`.execute(
    db,
  )
  return rows.map(({ transferId }) => transferId)
}

export async function driftedAccounts(db: Db) {
  const { rows } = await sql<{ accountId: number; balance: number; lines: number }>`
    select accounts.id as "accountId", accounts.balance, coalesce(moved.sum, 0)::bigint as lines
    from accounts
    left join (select account_id, sum(amount) from entries group by account_id) moved
      on moved.account_id = accounts.id
    where accounts.balance <> case when floor is null then 0 else coalesce(moved.sum, 0) end`.execute(
    db,
  )
  return rows
}
