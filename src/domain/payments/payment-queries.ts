import type { Db } from '../tables.ts'
import type { PayableRef } from './payable.ts'

/** Fails where the gateway's reference or the charge was credited before: neither can be twice. */
export async function insertPayment(
  db: Db,
  payment: {
    gateway: string
    method: string
    providerReference: string
    chargeId: number | null
    orderId: number | null
    invoiceId: number | null
    personId: number
    subscriptionId: number | null
    amountRupiah: number
    paidAt: Date
    appliedRupiah: number
    surplusRupiah: number
    by: number | null
  },
): Promise<number> {
  const { id } = await db
    .insertInto('payments')
    .values({
      gateway: payment.gateway,
      method: payment.method,
      provider_reference: payment.providerReference,
      charge_id: payment.chargeId,
      order_id: payment.orderId,
      invoice_id: payment.invoiceId,
      person_id: payment.personId,
      subscription_id: payment.subscriptionId,
      amount_rupiah: payment.amountRupiah,
      paid_at: payment.paidAt,
      applied_rupiah: payment.appliedRupiah,
      surplus_rupiah: payment.surplusRupiah,
      by_person: payment.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function paymentOfCharge(db: Db, chargeId: number) {
  return db
    .selectFrom('payments')
    .where('charge_id', '=', chargeId)
    .select(['amount_rupiah', 'provider_reference'])
    .executeTakeFirst()
}

export async function paymentIdOfCharge(db: Db, chargeId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('payments')
    .where('charge_id', '=', chargeId)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** By which something was paid, in the order they came; taken back ones are none. */
export async function methodsOf(db: Db, { kind, id }: PayableRef): Promise<string[]> {
  const rows = await db
    .selectFrom('payments')
    .where(kind === 'order' ? 'order_id' : 'invoice_id', '=', id)
    .where('applied_rupiah', '>', 0)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('payment_reversals')
            .whereRef('payment_reversals.payment_id', '=', 'payments.id')
            .select('payment_id'),
        ),
      ),
    )
    .select('method')
    .orderBy('id')
    .execute()
  return [...new Set(rows.map(({ method }) => method))]
}
