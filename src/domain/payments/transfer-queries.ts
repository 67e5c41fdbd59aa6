import type { Db } from '../tables.ts'

export function selectUnpaidTransfers(db: Db, since: Date) {
  return db
    .selectFrom('charges')
    .innerJoin('orders', 'orders.id', 'charges.order_id')
    .innerJoin('people', 'people.id', 'orders.person_id')
    .where('charges.account', 'is not', null)
    .where('charges.state', '<>', 'paid')
    .where('charges.created_at', '>', since)
    .select(['charges.id', 'charges.amount_rupiah', 'people.name as customer', 'orders.person_id'])
    .orderBy('charges.id', 'desc')
    .limit(20)
    .execute()
}
