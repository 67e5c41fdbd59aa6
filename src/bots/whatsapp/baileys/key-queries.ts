import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'

export type StoredKey = { type: string; id: string; format: number; value: Buffer }
export type StoredCreds = { format: number; value: Buffer }

/** Waits until nobody can take the session away before this transaction ends. */
export async function holdsFence(db: Db, { accountId, fence }: Fenced): Promise<boolean> {
  const result = await sql`
    select from session_leases where account_id = ${accountId} and fence = ${fence}
      and owner is not null for share`.execute(db)
  return result.rows.length > 0
}

/** Nobody writes keys until this transaction ends. */
export async function lockFence(db: Db, accountId: number) {
  await sql`select from session_leases where account_id = ${accountId} for update`.execute(db)
}

export type Fenced = { accountId: number; fence: number }

export function selectCreds(db: Db, accountId: number): Promise<StoredCreds | undefined> {
  return db
    .selectFrom('wa_creds')
    .where('account_id', '=', accountId)
    .select(['format', 'value'])
    .executeTakeFirst()
}

export async function upsertCreds(db: Db, accountId: number, { format, value }: StoredCreds) {
  await sql`
    insert into wa_creds (account_id, format, value) values (${accountId}, ${format}, ${value})
    on conflict (account_id) do update
      set format = excluded.format, value = excluded.value, rev = wa_creds.rev + 1, written_at = now()`.execute(
    db,
  )
}

export async function selectKeys(
  db: Db,
  { accountId, type, ids }: { accountId: number; type: string; ids: string[] },
): Promise<Pick<StoredKey, 'id' | 'format' | 'value'>[]> {
  const result = await sql<Pick<StoredKey, 'id' | 'format' | 'value'>>`
    select id, format, value from wa_keys
    where account_id = ${accountId} and type = ${type} and id = any(${ids}::text[])`.execute(db)
  return result.rows
}

/**
 * Everything in one statement, so that a key costs one round trip; false, and nothing is written,
 * where the session is somebody else's. Waits for whoever is taking it away, as `holdsFence` does.
 */
export async function writeKeys(
  db: Db,
  { accountId, fence }: Fenced,
  { kept, gone }: { kept: StoredKey[]; gone: { type: string; id: string }[] },
): Promise<boolean> {
  const result = await sql`
    with held as materialized (
      select account_id from session_leases where account_id = ${accountId} and fence = ${fence}
        and owner is not null for share),
    kept as (
      insert into wa_keys (account_id, type, id, format, value)
      select held.account_id, k.type, k.id, k.format, k.value
      from held cross join unnest(${kept.map(({ type }) => type)}::text[],
        ${kept.map(({ id }) => id)}::text[], ${kept.map(({ format }) => format)}::smallint[],
        ${kept.map(({ value }) => value)}::bytea[]) as k(type, id, format, value)
      on conflict (account_id, type, id) do update
        set format = excluded.format, value = excluded.value),
    gone as (
      delete from wa_keys k
      using held, unnest(${gone.map(({ type }) => type)}::text[],
        ${gone.map(({ id }) => id)}::text[]) as g(type, id)
      where k.account_id = held.account_id and k.type = g.type and k.id = g.id)
    select from held`.execute(db)
  return result.rows.length > 0
}

/** The account's creds are put away, and the rest, worth nothing without them, is gone. */
export async function archiveCreds(db: Db, accountId: number, because: string) {
  await sql`
    with taken as (delete from wa_creds where account_id = ${accountId} returning value)
    insert into wa_archive (account_id, because, value)
    select ${accountId}, ${because}, value from taken`.execute(db)
  await sql`delete from wa_keys where account_id = ${accountId}`.execute(db)
}
