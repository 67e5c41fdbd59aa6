import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/**
 * First of the locks that anything about a customer's money takes: himself, his lines, their
 * wallets. Invoices, charges, the ledger and the counters come after.
 */
export async function lockCustomer(db: Db, personId: number) {
  await sql`select lock_customer(${personId})`.execute(db)
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
