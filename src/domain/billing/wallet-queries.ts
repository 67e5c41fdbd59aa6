import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** In the order the ledger locks them in, so that reading a balance and spending it are one. */
export async function lockWallets(
  db: Db,
  { personId, subscriptionId }: { personId: number; subscriptionId: number | null },
) {
  const owners = [`person:${personId}`, `subscription:${subscriptionId ?? 0}`]
  await sql`
    select from accounts
    where owner = any(${owners}::text[]) and purpose = 'wallet' and currency = 'IDR'
    order by id for no key update`.execute(db)
}

/** The invoice is locked, so the next one is this many. */
export async function countBalancePayments(db: Db, invoiceId: number): Promise<number> {
  const { count } = await db
    .selectFrom('payments')
    .where('invoice_id', '=', invoiceId)
    .where('gateway', '=', 'balance')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
