import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'
import type { KeptMedia } from './media.ts'

/** Uploads of one number, in the database; what has expired is tidied away every day. */
export function createKeptMedia(db: Db, accountId: number): KeptMedia {
  return {
    async find(print) {
      const row = await db
        .selectFrom('cloud_media')
        .where('account_id', '=', accountId)
        .where('file_key', '=', print)
        .where(sql<boolean>`expires_at > now()`)
        .select(['media_id', 'expires_at'])
        .executeTakeFirst()
      return row && { mediaId: row.media_id, expiresAt: row.expires_at }
    },
    async keep(print, { mediaId, expiresAt }) {
      const upload = { media_id: mediaId, expires_at: expiresAt }
      await db
        .insertInto('cloud_media')
        .values({ account_id: accountId, file_key: print, ...upload })
        .onConflict((conflict) => conflict.columns(['account_id', 'file_key']).doUpdateSet(upload))
        .execute()
    },
  }
}
