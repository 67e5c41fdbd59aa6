import type { Db } from '../tables.ts'
import { packageName } from './order-queries.ts'

export function selectOpenOrders(db: Db, { personId, at }: { personId: number; at: Date }) {
  return db
    .selectFrom('orders')
    .leftJoin('packages', 'packages.id', 'orders.package_id')
    .where('orders.person_id', '=', personId)
    .where('orders.state', '=', 'open')
    .where('orders.expires_at', '>', at)
    .select([
      'orders.id',
      'orders.kind',
      'orders.link_version',
      'orders.quantity',
      'orders.amount_rupiah',
      'orders.applied_rupiah',
      packageName().as('package'),
    ])
    .orderBy('orders.id', 'desc')
    .limit(5)
    .execute()
}

export function selectPaidOrders(db: Db, personId: number) {
  return db
    .selectFrom('orders')
    .leftJoin('packages', 'packages.id', 'orders.package_id')
    .where('orders.person_id', '=', personId)
    .where('orders.state', '=', 'paid')
    .select(packageName().as('name'))
    .orderBy('orders.id')
    .limit(5)
    .execute()
}
