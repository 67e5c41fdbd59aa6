import { asJsonb } from '../as-jsonb.ts'
import type { Db } from '../tables.ts'

export async function insertAudit(
  db: Db,
  row: {
    at: Date
    by: number | null
    action: string
    subject: string
    before?: object
    after?: object
    correlation: string | null
  },
) {
  await db
    .insertInto('audit')
    .values({
      at: row.at,
      person_id: row.by,
      action: row.action,
      subject: row.subject,
      before: row.before ? asJsonb(row.before) : null,
      after: row.after ? asJsonb(row.after) : null,
      correlation: row.correlation,
    })
    .execute()
}
