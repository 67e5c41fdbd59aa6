import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

type Overdue = { before: Day; minPaidPercent: number; limit: number; among?: number[] }

/** Lines that are on though their oldest debt was due before that day; with `among`, of these. */
export async function overdueLines(
  db: Db,
  { before, minPaidPercent, limit, among }: Overdue,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from subscriptions s join invoices i on i.subscription_id = s.id
    where s.state = 'active' and i.state in ('open', 'partial') and i.owed_since < ${before}::date
      and i.applied_rupiah * 100 < i.total_rupiah * ${minPaidPercent}
      and (${among ?? null}::bigint[] is null or s.id = any(${among ?? null}::bigint[]))
    order by s.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** In the order in which everybody locks them. */
export async function lockLines(db: Db, ids: number[]) {
  await sql`
    select from subscriptions where id = any(${ids}::bigint[])
    order by id for no key update`.execute(db)
}

/** Lines that were isolated for money before that instant, and locked so that they still are. */
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
    .forNoKeyUpdate()
    .execute()
  return rows.map(({ id }) => id)
}
