import { asJsonb } from '../as-jsonb.ts'
import type { Db } from '../tables.ts'

export async function findSetting(db: Db, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('settings')
    .where('key', '=', key)
    .select('value')
    .executeTakeFirst()
  return row?.value
}

export async function saveSetting(
  db: Db,
  { key, value, by, at }: { key: string; value: unknown; by: number; at: Date },
) {
  const row = { value: asJsonb(value), updated_by: by, updated_at: at }
  await db
    .insertInto('settings')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
