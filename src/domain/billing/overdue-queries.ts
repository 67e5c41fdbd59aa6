import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

/** Lines that are on though their oldest debt was due before that day. */
export async function overdueLines(
  db: Db,
  { before, minPaidPercent, limit }: { before: Day; minPaidPercent: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from subscriptions s join invoices i on i.subscription_id = s.id
    where s.state = 'active' and i.state in ('open', 'partial') and i.owed_since < ${before}::date
      and i.applied_rupiah * 100 < i.total_rupiah * ${minPaidPercent}
    order by s.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Lines that were isolated for money before that instant. */
export async function unpaidSince(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .where('state', '=', 'isolated')
    .where('isolated_because', '=', 'unpaid')
    .where('isolated_at', '<', before)
    .select('id')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
