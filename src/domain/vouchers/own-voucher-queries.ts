import type { Db } from '../tables.ts'

export function selectOwnVouchers(db: Db, personId: number) {
  return db
    .selectFrom('vouchers')
    .innerJoin('orders', 'orders.id', 'vouchers.order_id')
    .innerJoin('packages', 'packages.id', 'vouchers.package_id')
    .where('orders.person_id', '=', personId)
    .where('orders.state', '=', 'delivered')
    .select(['vouchers.code', 'vouchers.state', 'vouchers.expires_at', 'packages.name as package'])
    .orderBy('vouchers.id', 'desc')
    .limit(5)
    .execute()
}
