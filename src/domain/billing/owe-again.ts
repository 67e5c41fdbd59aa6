import type { Db } from '../tables.ts'
import { carryMore, insertCarryOver, type InvoiceRow, unsetPaidUntil } from './invoice-queries.ts'

/**
 * An invoice is owed again, in part or whole: a payment was taken back, or what carried it was
 * voided. Two of one subscription are never payable side by side, so where another one is, that
 * one carries it.
 */
export async function oweAgain(
  db: Db,
  invoice: InvoiceRow,
  { appliedRupiah, at }: { appliedRupiah: number; at: Date },
) {
  await unsetPaidUntil(db, invoice)
  const live = await liveBeside(db, invoice)
  if (!live) {
    await db
      .updateTable('invoices')
      .set({
        state: appliedRupiah > 0 ? 'partial' : 'open',
        applied_rupiah: appliedRupiah,
        carried_to: null,
        paid_at: null,
      })
      .where('id', '=', invoice.id)
      .execute()
    return
  }
  const shortfall = invoice.total_rupiah - appliedRupiah
  await db
    .updateTable('invoices')
    .set({ state: 'carried', applied_rupiah: appliedRupiah, carried_to: live.id, paid_at: null })
    .where('id', '=', invoice.id)
    .execute()
  await carryMore(db, { id: live.id, rupiah: shortfall, since: invoice.owed_since })
  const from = invoice.id
  await insertCarryOver(db, {
    kind: 'shortfall',
    from,
    to: live.id,
    amountRupiah: shortfall,
    paymentId: null,
    at,
  })
}

async function liveBeside(db: Db, { id, subscription_id }: InvoiceRow) {
  if (subscription_id === null) return undefined
  return db
    .selectFrom('invoices')
    .where('subscription_id', '=', subscription_id)
    .where('id', '<>', id)
    .where('state', 'in', ['open', 'partial'])
    .select('id')
    .forNoKeyUpdate()
    .executeTakeFirst()
}
