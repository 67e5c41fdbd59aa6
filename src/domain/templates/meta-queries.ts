import { sql } from 'kysely'
import type { Language } from '../people/person.ts'
import type { Db } from '../tables.ts'
import type { MetaStatus, TemplateCategory } from './meta-template.ts'

export type MetaRow = {
  id: number
  key: string
  language: Language
  name: string
  category: TemplateCategory
  body: string
  variables: string[]
  examples: string[]
  status: MetaStatus
  reason: string | null
}

const COLUMNS = [
  'id',
  'key',
  'language',
  'name',
  'category',
  'body',
  'variables',
  'examples',
  'status',
  'reason',
] as const

/** Everything ever handed in, newest first. */
export function listMetaRows(db: Db): Promise<MetaRow[]> {
  return db.selectFrom('meta_templates').select(COLUMNS).orderBy('id', 'desc').execute()
}

export function findMetaRow(db: Db, id: number): Promise<MetaRow | undefined> {
  return db.selectFrom('meta_templates').where('id', '=', id).select(COLUMNS).executeTakeFirst()
}

/** The newest approved one of each text, in each language. */
export async function approvedMetaRows(db: Db): Promise<MetaRow[]> {
  const result = await sql<MetaRow>`
    select distinct on (key, language) id, key, language, name, category, body, variables, examples,
      status, reason
    from meta_templates where status = 'approved'
    order by key, language, id desc`.execute(db)
  return result.rows
}

export async function insertMetaRow(
  db: Db,
  row: Omit<MetaRow, 'id' | 'status' | 'reason'> & { by: number; at: Date },
): Promise<number> {
  const { by, at, ...rest } = row
  const { id } = await db
    .insertInto('meta_templates')
    .values({ ...rest, asked_by: by, asked_at: at, status_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function renameMetaRow(db: Db, { id, name }: { id: number; name: string }) {
  await db.updateTable('meta_templates').set({ name }).where('id', '=', id).execute()
}

/** True when that is news. */
export async function markMetaRow(
  db: Db,
  news: {
    id: number
    status: MetaStatus
    category: TemplateCategory
    reason: string | null
    at: Date
  },
): Promise<boolean> {
  const result = await sql<{ id: number }>`
    update meta_templates set status = ${news.status}, category = ${news.category},
      reason = ${news.reason}, status_at = ${news.at}
    where id = ${news.id}
      and (status, category, coalesce(reason, '')) is distinct from
        (${news.status}, ${news.category}, coalesce(${news.reason}, ''))
    returning id`.execute(db)
  return result.rows.length > 0
}
