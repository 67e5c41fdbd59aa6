import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export type PaidOrder = NonNullable<Awaited<ReturnType<typeof lockPaidOrder>>>

/** The same lock that a payment takes first. */
export async function lockPaidOrder(db: Db, orderId: number) {
  return db
    .selectFrom('orders')
    .innerJoin('packages', 'packages.id', 'orders.package_id')
    .innerJoin('people', 'people.id', 'orders.person_id')
    .where('orders.id', '=', orderId)
    .where('orders.state', '=', 'paid')
    .select([
      'orders.id',
      'orders.kind',
      'packages.id as package_id',
      'orders.quantity',
      'orders.amount_rupiah',
      'orders.retail_rupiah',
      'orders.buyer_phone',
      'orders.conversation_id',
      'orders.receipt_number',
      'people.language',
      'packages.code as package_code',
      'packages.name as package',
      'packages.spread',
    ])
    .forNoKeyUpdate('orders')
    .executeTakeFirst()
}

/**
 * Takes vouchers from stock for an order: all it needs or none. Two buyers never take the same.
 * What lies on a router that has been away for long stays there while another one works.
 */
export async function takeStock(
  db: Db,
  order: { id: number; package_id: number; quantity: number },
  awaySince: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    with found as (
      select v.id from vouchers v
      where v.package_id = ${order.package_id} and v.state = 'created'
        and v.order_id is null and v.printed_at is null
        and exists (select from voucher_batches b
          where b.id = v.batch_id and b.state = 'ready' and b.for_stock)
        and exists (select from routers r where r.id = v.router_id and r.state = 'active'
          and (r.reachable is distinct from false or r.down_since > ${awaySince} or not exists (
            select from package_routers pr join routers s on s.id = pr.router_id
            where pr.package_id = ${order.package_id} and s.state = 'active' and s.version is not null
              and (s.reachable is distinct from false or s.down_since > ${awaySince}))))
      order by v.id limit ${order.quantity}
      for update of v skip locked
    )
    update vouchers set order_id = ${order.id}
    where id in (select id from found) and (select count(*) from found) = ${order.quantity}
    returning id`.execute(db)
  return rows.length === order.quantity
}

export type OrderVoucher = {
  code: string
  password: string
  batch_state: 'pending' | 'ready' | 'withdrawn'
  calendar_seconds: number | null
  online_seconds: number | null
  data_bytes: number | null
  price_rupiah: number
  login_url: string | null
  network: string | null
}

export async function vouchersOfOrder(db: Db, orderId: number): Promise<OrderVoucher[]> {
  return db
    .selectFrom('vouchers')
    .innerJoin('voucher_batches', 'voucher_batches.id', 'vouchers.batch_id')
    .innerJoin('router_users', 'router_users.id', 'vouchers.router_user_id')
    .innerJoin('routers', 'routers.id', 'vouchers.router_id')
    .where('vouchers.order_id', '=', orderId)
    .where('vouchers.state', 'in', ['created', 'sold', 'active'])
    .select([
      'vouchers.code',
      'vouchers.password',
      'voucher_batches.state as batch_state',
      'vouchers.calendar_seconds',
      'router_users.limit_uptime_seconds as online_seconds',
      'router_users.limit_bytes as data_bytes',
      'vouchers.price_rupiah',
      'routers.login_url',
      'routers.network',
    ])
    .orderBy('vouchers.id')
    .execute()
}

/** What is in the making for an order, and the router it waits for. */
export async function pendingBatchOf(db: Db, orderId: number) {
  return db
    .selectFrom('voucher_batches')
    .innerJoin('routers', 'routers.id', 'voucher_batches.router_id')
    .where('voucher_batches.order_id', '=', orderId)
    .where('voucher_batches.state', '=', 'pending')
    .select([
      'voucher_batches.id as batch_id',
      'routers.id',
      'routers.name',
      'routers.state',
      'routers.reachable',
      'routers.down_since',
    ])
    .executeTakeFirst()
}

/** When the router last refused what was made for this order, if it did. */
export async function lastRefusedFor(db: Db, orderId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('voucher_batches')
    .where('order_id', '=', orderId)
    .where('state', '=', 'withdrawn')
    .where('problem', '<>', 'moved')
    .select('withdrawn_at')
    .orderBy('withdrawn_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.withdrawn_at ?? null
}

export async function markDelivered(db: Db, { orderId, at }: { orderId: number; at: Date }) {
  await db
    .updateTable('orders')
    .set({ state: 'delivered', delivered_at: at })
    .where('id', '=', orderId)
    .execute()
  await db
    .updateTable('vouchers')
    .set({ state: 'sold', sold_at: at })
    .where('order_id', '=', orderId)
    .where('state', '=', 'created')
    .execute()
  // A reseller's price is what came in for them.
  await sql`
    update vouchers v set price_rupiah = o.amount_rupiah / o.quantity
    from orders o where o.id = v.order_id and o.id = ${orderId} and o.kind = 'resale'`.execute(db)
}

/** Undefined when it was told before, or needs no telling any more. */
export async function takeUntoldOrder(db: Db, { orderId, at }: { orderId: number; at: Date }) {
  return db
    .updateTable('orders')
    .from(['packages', 'people'])
    .set({ waiting_told_at: at })
    .whereRef('packages.id', '=', 'orders.package_id')
    .whereRef('people.id', '=', 'orders.person_id')
    .where('orders.id', '=', orderId)
    .where('orders.state', '=', 'paid')
    .where('orders.waiting_told_at', 'is', null)
    .returning([
      'orders.conversation_id',
      'packages.name as package',
      sql<string>`coalesce(people.name, (select i.value from identities i
        where i.person_id = people.id and i.kind = 'phone' limit 1), '#' || people.id)`.as(
        'customer',
      ),
    ])
    .executeTakeFirst()
}

/** Paid and not delivered: what must not be forgotten. */
export async function undeliveredOrders(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('orders')
    .where('state', '=', 'paid')
    .select('id')
    .orderBy('paid_at')
    .execute()
  return rows.map(({ id }) => id)
}
