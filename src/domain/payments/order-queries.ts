import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export async function findPackageForSale(db: Db, id: number) {
  return db
    .selectFrom('packages')
    .where('id', '=', id)
    .select(['name', 'price_rupiah', 'on_sale'])
    .executeTakeFirst()
}

/** Makes an order, or gives an untouched open one of the same kind another full life. */
export async function insertOrder(
  db: Db,
  order: {
    personId: number
    conversationId: number
    packageId: number
    quantity: number
    amountRupiah: number
    at: Date
    expiresAt: Date
  },
) {
  return db
    .insertInto('orders')
    .values({
      person_id: order.personId,
      conversation_id: order.conversationId,
      package_id: order.packageId,
      quantity: order.quantity,
      amount_rupiah: order.amountRupiah,
      created_at: order.at,
      expires_at: order.expiresAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'package_id', 'quantity', 'amount_rupiah'])
        // Written out: with parameters a kept plan would not know the index it means.
        .where(sql<boolean>`state = 'open' and applied_rupiah = 0`)
        .doUpdateSet({
          expires_at: sql`excluded.expires_at`,
          conversation_id: sql`excluded.conversation_id`,
        }),
    )
    .returning(['id', 'link_version', 'amount_rupiah', 'expires_at'])
    .executeTakeFirstOrThrow()
}

type TopUpOrder = {
  personId: number
  conversationId: number
  amountRupiah: number
  at: Date
  expiresAt: Date
}

/** An untouched open top-up of the same amount lives on; undefined where there is none. */
export async function renewTopUp(db: Db, order: TopUpOrder) {
  return db
    .updateTable('orders')
    .set({ expires_at: order.expiresAt, conversation_id: order.conversationId })
    .where('id', '=', (row) =>
      row
        .selectFrom('orders')
        .where('person_id', '=', order.personId)
        .where('kind', '=', 'deposit')
        .where('state', '=', 'open')
        .where('applied_rupiah', '=', 0)
        .where('amount_rupiah', '=', order.amountRupiah)
        .select('id')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .where('state', '=', 'open')
    .returning(['id', 'link_version'])
    .executeTakeFirst()
}

export async function insertTopUp(db: Db, order: TopUpOrder) {
  return db
    .insertInto('orders')
    .values({
      kind: 'deposit',
      person_id: order.personId,
      conversation_id: order.conversationId,
      amount_rupiah: order.amountRupiah,
      created_at: order.at,
      expires_at: order.expiresAt,
    })
    .returning(['id', 'link_version'])
    .executeTakeFirstOrThrow()
}

/** A sale from a deposit, its money counted already: what is missing is its receipt number. */
export async function insertResale(
  db: Db,
  sale: {
    personId: number
    conversationId: number
    packageId: number
    quantity: number
    amountRupiah: number
    retailRupiah: number
    buyerPhone: string | null
    at: Date
  },
): Promise<number> {
  const { id } = await db
    .insertInto('orders')
    .values({
      kind: 'resale',
      person_id: sale.personId,
      conversation_id: sale.conversationId,
      package_id: sale.packageId,
      quantity: sale.quantity,
      amount_rupiah: sale.amountRupiah,
      applied_rupiah: sale.amountRupiah,
      retail_rupiah: sale.retailRupiah,
      buyer_phone: sale.buyerPhone,
      created_at: sale.at,
      expires_at: sale.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function orderLink(db: Db, id: number) {
  return db
    .selectFrom('orders')
    .where('id', '=', id)
    .select(['id', 'link_version as linkVersion'])
    .executeTakeFirst()
}

/** First of the locks that anything about money takes: order, then charge, then ledger. */
export async function lockOrder(db: Db, id: number) {
  return db
    .selectFrom('orders')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** An order with the words it is spoken of in. */
export async function readOrder(db: Db, id: number) {
  return db
    .selectFrom('orders')
    .innerJoin('people', 'people.id', 'orders.person_id')
    .leftJoin('packages', 'packages.id', 'orders.package_id')
    .where('orders.id', '=', id)
    .selectAll('orders')
    .select(['people.name as customer', 'people.language', packageName().as('package')])
    .select((row) =>
      row
        .selectFrom('identities')
        .whereRef('identities.person_id', '=', 'orders.person_id')
        .where('identities.kind', '=', 'phone')
        .select('identities.value')
        .orderBy('identities.account_id')
        .limit(1)
        .as('phone'),
    )
    .executeTakeFirst()
}

export async function deliveredCodes(db: Db, orderId: number) {
  return db
    .selectFrom('vouchers')
    .where('order_id', '=', orderId)
    .where('state', '<>', 'revoked')
    .select(['code', 'password'])
    .orderBy('id')
    .execute()
}

export async function setOrderPaid(
  db: Db,
  id: number,
  paid: { receiptNumber: string; paidAt: Date },
) {
  await db
    .updateTable('orders')
    .set({
      state: 'paid',
      applied_rupiah: sql`amount_rupiah`,
      receipt_number: paid.receiptNumber,
      paid_at: paid.paidAt,
    })
    .where('id', '=', id)
    .execute()
}

/** Of what hands over no vouchers. */
export async function setOrderDelivered(db: Db, id: number, at: Date) {
  await db
    .updateTable('orders')
    .set({ state: 'delivered', delivered_at: at })
    .where('id', '=', id)
    .execute()
}

export async function setOrderApplied(db: Db, id: number, appliedRupiah: number) {
  await db
    .updateTable('orders')
    .set({ applied_rupiah: appliedRupiah })
    .where('id', '=', id)
    .execute()
}

export async function setOrderRefunded(db: Db, id: number) {
  await db.updateTable('orders').set({ state: 'refunded' }).where('id', '=', id).execute()
}

/**
 * Closes open orders whose time is over, skipping those somebody is paying right now. Says what
 * each had been paid in part, which no longer counts toward it.
 */
export async function closeExpiredOrders(db: Db, now: Date, limit: number) {
  return db
    .with('due', (cte) =>
      cte
        .selectFrom('orders')
        .leftJoin('packages', 'packages.id', 'orders.package_id')
        .where('orders.state', '=', 'open')
        .where('orders.expires_at', '<=', now)
        .orderBy('orders.id')
        .limit(limit)
        .forNoKeyUpdate('orders')
        .skipLocked()
        .select(['orders.id', 'orders.kind', 'orders.applied_rupiah', packageName().as('name')]),
    )
    .updateTable('orders')
    .from('due')
    .whereRef('orders.id', '=', 'due.id')
    .set({ state: 'expired', applied_rupiah: 0 })
    .returning([
      'orders.id',
      'orders.person_id',
      'orders.conversation_id',
      'due.kind',
      'due.applied_rupiah as arrived',
      'due.name as package',
    ])
    .execute()
}

export async function nextNumber(db: Db, counter: string): Promise<number> {
  const { last } = await db
    .insertInto('counters')
    .values({ name: counter, last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** What was ordered; the one thing without a package is a reseller's top-up. */
export function packageName() {
  return sql<string>`coalesce(packages.name, 'Deposit')`
}
