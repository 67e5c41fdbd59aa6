import type { Db } from '../tables.ts'

export async function findSetting(db: Db, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('settings')
    .where('key', '=', key)
    .select('value')
    .executeTakeFirst()
  return row?.value
}
