import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'
import { payerName, titleOf } from './mutation-queries.ts'

export type RefundRow = Selectable<Tables['payment_refunds']>

export type PaymentInWords = {
  id: number
  gateway: string
  method: string
  chargeId: number | null
  orderId: number | null
  invoiceId: number | null
  personId: number
  subscriptionId: number | null
  amountRupiah: number
  appliedRupiah: number
  paidAt: Date
  customer: string
  title: string
  /** Of the order or the invoice. */
  state: string
  reversed: boolean
  refund: RefundRow['state'] | null
}

function inWords() {
  return sql`p.id, p.gateway, p.method, p.charge_id as "chargeId", p.order_id as "orderId",
      p.invoice_id as "invoiceId", p.person_id as "personId", p.subscription_id as "subscriptionId",
      p.amount_rupiah as "amountRupiah", p.applied_rupiah as "appliedRupiah", p.paid_at as "paidAt",
      ${payerName('p.person_id')} as customer, ${titleOf('p')} as title,
      coalesce(o.state, i.state, '') as state, v.payment_id is not null as reversed, f.state as refund
    from payments p
    left join orders o on o.id = p.order_id
    left join invoices i on i.id = p.invoice_id
    left join payment_reversals v on v.payment_id = p.id
    left join payment_refunds f on f.payment_id = p.id`
}

export async function readPayment(db: Db, id: number): Promise<PaymentInWords | undefined> {
  const { rows } = await sql<PaymentInWords>`select ${inWords()} where p.id = ${id}`.execute(db)
  return rows[0]
}

export async function lastPayments(
  db: Db,
  { gateways, limit }: { gateways: string[]; limit: number },
): Promise<PaymentInWords[]> {
  const { rows } = await sql<PaymentInWords>`
    select ${inWords()}
    where p.gateway = any(${gateways}::text[]) and v.payment_id is null
      and coalesce(f.state, 'refused') = 'refused'
    order by p.id desc limit ${limit}`.execute(db)
  return rows
}

/** First of the locks that a refund takes. One that stayed in the wallet may be asked for later. */
export async function claimRefund(
  db: Db,
  refund: {
    paymentId: number
    wallet: string
    reason: string
    at: Date
    by: number
    conversationId: number
  },
): Promise<{ id: number; tries: number }> {
  const made = await db
    .insertInto('payment_refunds')
    .values({
      payment_id: refund.paymentId,
      state: 'wallet',
      amount_rupiah: 0,
      wallet: refund.wallet,
      reason: refund.reason,
      at: refund.at,
      by_person: refund.by,
      conversation_id: refund.conversationId,
    })
    .onConflict((conflict) => conflict.column('payment_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, tries: 0 }
  return db
    .selectFrom('payment_refunds')
    .where('payment_id', '=', refund.paymentId)
    .select(['id', 'tries'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

export async function setRefundAsked(
  db: Db,
  id: number,
  asked: {
    amountRupiah: number
    tries: number
    reason: string
    at: Date
    by: number
    conversationId: number
  },
) {
  await db
    .updateTable('payment_refunds')
    .set({
      state: 'asked',
      amount_rupiah: asked.amountRupiah,
      tries: asked.tries,
      reason: asked.reason,
      at: asked.at,
      by_person: asked.by,
      conversation_id: asked.conversationId,
      problem: null,
      settled_at: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function readRefund(db: Db, id: number): Promise<RefundRow | undefined> {
  return db.selectFrom('payment_refunds').where('id', '=', id).selectAll().executeTakeFirst()
}

/** Undefined when its answer was written down before. */
export async function lockAskedRefund(
  db: Db,
  { id, tries }: { id: number; tries: number },
): Promise<RefundRow | undefined> {
  return db
    .selectFrom('payment_refunds')
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .where('tries', '=', tries)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function settleRefund(
  db: Db,
  id: number,
  settled: {
    state: 'sent' | 'refused'
    providerReference: string | null
    problem: string | null
    at: Date
  },
) {
  await db
    .updateTable('payment_refunds')
    .set({
      state: settled.state,
      provider_reference: settled.providerReference,
      problem: settled.problem,
      settled_at: settled.at,
    })
    .where('id', '=', id)
    .execute()
}

/** Asked for so long ago that whoever was to ask has given up. */
export async function forgottenRefunds(db: Db, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('payment_refunds')
    .where('state', '=', 'asked')
    .where('at', '<', before)
    .select('id')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}
