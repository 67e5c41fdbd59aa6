import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export function listCanned(db: Db) {
  return db
    .selectFrom('canned_replies')
    .select(['name', 'text'])
    .orderBy('name')
    .limit(50)
    .execute()
}

/** True where there was none of this name. */
export async function upsertCanned(
  db: Db,
  { name, text, by, at }: { name: string; text: string; by: number; at: Date },
): Promise<boolean> {
  const result = await sql<{ is_new: boolean }>`
    insert into canned_replies as c (name, text, made_by, changed_at)
    values (${name}, ${text}, ${by}, ${at})
    on conflict (name) do update set text = excluded.text, made_by = excluded.made_by,
      changed_at = excluded.changed_at
    returning xmax = 0 as is_new`.execute(db)
  return result.rows[0]?.is_new ?? false
}

export async function deleteCanned(db: Db, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('canned_replies')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
