import type { Db } from '../tables.ts'
import {
  carryMore,
  insertCarryOver,
  type InvoiceRow,
  lockInvoice,
  reopenWith,
  unsetPaidUntil,
} from './invoice-queries.ts'

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

/**
 * Less of an invoice was paid than it seemed when it was carried: whatever carries it asks for
 * that much more, all along the way to the one that is owed now.
 */
export async function oweMore(
  db: Db,
  invoice: InvoiceRow,
  { appliedRupiah, at }: { appliedRupiah: number; at: Date },
) {
  const rupiah = invoice.applied_rupiah - appliedRupiah
  await db
    .updateTable('invoices')
    .set({ applied_rupiah: appliedRupiah })
    .where('id', '=', invoice.id)
    .execute()
  await recarry(db, invoice, { shortfall: invoice.total_rupiah - appliedRupiah, at })
  await growDebt(db, invoice.carried_to, { rupiah, since: invoice.owed_since, at })
}

type More = { rupiah: number; since: string; at: Date }

async function growDebt(db: Db, id: number | null, more: More): Promise<void> {
  const carrier = id === null ? undefined : await lockInvoice(db, id)
  if (!carrier) throw new Error('a carried invoice is carried by one')
  const { rupiah, since, at } = more
  if (carrier.state !== 'paid') {
    await carryMore(db, { id: carrier.id, rupiah, since })
    if (carrier.state !== 'carried') return
    const shortfall = carrier.total_rupiah + rupiah - carrier.applied_rupiah
    await recarry(db, carrier, { shortfall, at })
    return growDebt(db, carrier.carried_to, more)
  }
  await unsetPaidUntil(db, carrier)
  const live = await liveBeside(db, carrier)
  await reopenWith(db, { id: carrier.id, rupiah, since, carriedTo: live?.id ?? null })
  if (!live) return
  await carryMore(db, { id: live.id, rupiah, since })
  await insertCarryOver(db, {
    kind: 'shortfall',
    from: carrier.id,
    to: live.id,
    amountRupiah: rupiah,
    paymentId: null,
    at,
  })
}

/** What was carried was another amount. */
async function recarry(
  db: Db,
  { id, carried_to: to }: InvoiceRow,
  { shortfall, at }: { shortfall: number; at: Date },
) {
  await db
    .updateTable('carry_overs')
    .set({ undone_at: at })
    .where('from_invoice_id', '=', id)
    .where('to_invoice_id', '=', to)
    .where('undone_at', 'is', null)
    .execute()
  const amountRupiah = shortfall
  await insertCarryOver(db, { kind: 'shortfall', from: id, to, amountRupiah, paymentId: null, at })
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
