import type { Db } from '../tables.ts'

/** Fails where the gateway's reference or the charge was credited before: neither can be twice. */
export async function insertPayment(
  db: Db,
  payment: {
    gateway: string
    method: string
    providerReference: string
    chargeId: number
    orderId: number
    amountRupiah: number
    paidAt: Date
    appliedRupiah: number
    surplusRupiah: number
    by: number | null
  },
) {
  await db
    .insertInto('payments')
    .values({
      gateway: payment.gateway,
      method: payment.method,
      provider_reference: payment.providerReference,
      charge_id: payment.chargeId,
      order_id: payment.orderId,
      amount_rupiah: payment.amountRupiah,
      paid_at: payment.paidAt,
      applied_rupiah: payment.appliedRupiah,
      surplus_rupiah: payment.surplusRupiah,
      by_person: payment.by,
    })
    .execute()
}

export async function paymentOfCharge(db: Db, chargeId: number) {
  return db
    .selectFrom('payments')
    .where('charge_id', '=', chargeId)
    .select(['amount_rupiah', 'provider_reference'])
    .executeTakeFirst()
}

/** By which an order was paid; the last one where it took several. */
export async function methodOfOrder(db: Db, orderId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('payments')
    .where('order_id', '=', orderId)
    .where('applied_rupiah', '>', 0)
    .select('method')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.method
}
