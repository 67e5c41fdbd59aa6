import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export function selectUnpaidTransfers(db: Db, since: Date) {
  return db
    .selectFrom('charges')
    .leftJoin('orders', 'orders.id', 'charges.order_id')
    .leftJoin('invoices', 'invoices.id', 'charges.invoice_id')
    .innerJoin('people', (join) =>
      join.on('people.id', '=', sql<number>`coalesce(orders.person_id, invoices.person_id)`),
    )
    .where('charges.account', 'is not', null)
    .where('charges.state', '<>', 'paid')
    .where('charges.created_at', '>', since)
    .select([
      'charges.id',
      'charges.amount_rupiah',
      'people.name as customer',
      'people.id as person_id',
    ])
    .orderBy('charges.id', 'desc')
    .limit(20)
    .execute()
}
