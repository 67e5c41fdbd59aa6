import { sql } from 'kysely'
import type { Language } from '../people/person.ts'
import type { Db } from '../tables.ts'

export async function templateVersion(db: Db): Promise<number> {
  const row = await db.selectFrom('template_version').select('version').executeTakeFirst()
  return row?.version ?? 0
}

/** Texts the team changed. */
export async function changedTexts(db: Db) {
  const rows = await db
    .selectFrom('templates')
    .where('text', 'is not', null)
    .select(['key', 'language', 'text'])
    .execute()
  return rows.map(({ key, language, text }) => ({ key, language, text: text ?? '' }))
}

/** The text as it stands now; null: as it came. Held until the transaction ends. */
export async function lockText(db: Db, { key, language }: { key: string; language: Language }) {
  await sql`select pg_advisory_xact_lock(hashtext('template'), hashtext(${key}))`.execute(db)
  const row = await db
    .selectFrom('templates')
    .where('key', '=', key)
    .where('language', '=', language)
    .select('text')
    .executeTakeFirst()
  return row?.text ?? null
}

type Change = { key: string; language: Language; text: string | null; by: number; at: Date }

export async function writeText(db: Db, { key, language, text, by, at }: Change) {
  const row = { text, updated_by: by, updated_at: at }
  await db
    .insertInto('templates')
    .values({ key, language, ...row })
    .onConflict((conflict) => conflict.columns(['key', 'language']).doUpdateSet(row))
    .execute()
}

export async function insertChange(
  db: Db,
  { text, by, ...change }: Change & { before: string | null },
) {
  await db
    .insertInto('template_changes')
    .values({ ...change, after: text, changed_by: by })
    .execute()
}

/** The newest change of a key that was not taken back, in whichever language it was. */
export async function takeNewestChange(
  db: Db,
  { key, at }: { key: string; at: Date },
): Promise<{ language: Language; before: string | null } | undefined> {
  const result = await sql<{ language: Language; before: string | null }>`
    update template_changes set undone_at = ${at}
    where id = (select id from template_changes
      where key = ${key} and undone_at is null order by id desc limit 1)
    returning language, before`.execute(db)
  return result.rows[0]
}

export async function newestChange(db: Db, key: string) {
  return db
    .selectFrom('template_changes')
    .where('key', '=', key)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .select(['language', 'before', 'after'])
    .executeTakeFirst()
}
