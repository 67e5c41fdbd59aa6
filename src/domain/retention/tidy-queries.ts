import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** Each removes the oldest `limit` of its kind and returns how many went. In real time. */
export async function deleteOldSent(db: Db, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from wa_sent where (account_id, provider_id) in (
      select account_id, provider_id from wa_sent where sent_at < now() - interval '30 days'
      order by sent_at limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export async function deleteArchivedKeys(db: Db, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from wa_archive where id in (
      select id from wa_archive where archived_at < now() - interval '90 days'
      order by archived_at limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export async function deleteExpiredUploads(db: Db, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cloud_media where (account_id, file_key) in (
      select account_id, file_key from cloud_media where expires_at < now()
      order by expires_at limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
