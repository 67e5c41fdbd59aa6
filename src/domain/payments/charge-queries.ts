import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'
import type { ChargeDetails } from './charge.ts'
import type { PayableRef } from './payable.ts'

export type ChargeRow = Selectable<Tables['charges']>

/** What a charge collects for. */
export function refOf({ order_id, invoice_id }: ChargeRow): PayableRef {
  if (order_id !== null) return { kind: 'order', id: order_id }
  return { kind: 'invoice', id: invoice_id ?? 0 }
}

export const OPEN = ['reserved', 'pending', 'unknown'] as const

export async function readCharge(db: Db, id: number): Promise<ChargeRow | undefined> {
  return db.selectFrom('charges').where('id', '=', id).selectAll().executeTakeFirst()
}

/** After the order, never before it: see `lockOrder`. */
export async function lockCharge(db: Db, id: number): Promise<ChargeRow | undefined> {
  return db
    .selectFrom('charges')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function chargeByReference(db: Db, gateway: string, reference: string) {
  return db
    .selectFrom('charges')
    .where('gateway', '=', gateway)
    .where('reference', '=', reference)
    .selectAll()
    .executeTakeFirst()
}

export async function chargesOf(db: Db, { kind, id }: PayableRef): Promise<ChargeRow[]> {
  return db
    .selectFrom('charges')
    .where(kind === 'order' ? 'order_id' : 'invoice_id', '=', id)
    .selectAll()
    .orderBy('id', 'desc')
    .execute()
}

/** Undefined when another open charge has this amount at this account. */
export async function insertCharge(
  db: Db,
  charge: {
    ref: PayableRef
    gateway: string
    method: string
    reference: string
    amountRupiah: number
    uniqueCode: number
    account: string | null
    at: Date
    expiresAt: Date
  },
): Promise<ChargeRow | undefined> {
  return db
    .insertInto('charges')
    .values({
      order_id: charge.ref.kind === 'order' ? charge.ref.id : null,
      invoice_id: charge.ref.kind === 'invoice' ? charge.ref.id : null,
      gateway: charge.gateway,
      method: charge.method,
      reference: charge.reference,
      amount_rupiah: charge.amountRupiah,
      unique_code: charge.uniqueCode,
      account: charge.account,
      details: '{}',
      created_at: charge.at,
      expires_at: charge.expiresAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['account', 'amount_rupiah']).where(openAtAnAccount).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
}

const openAtAnAccount = sql<boolean>`account is not null and state in ('reserved', 'pending', 'unknown')`

/** Amounts an account is waiting for, or was until `coldSince`. */
export async function amountsInUse(
  db: Db,
  at: { account: string; from: number; to: number; coldSince: Date },
): Promise<number[]> {
  const rows = await db
    .selectFrom('charges')
    .where('account', '=', at.account)
    .where('amount_rupiah', '>=', at.from)
    .where('amount_rupiah', '<=', at.to)
    .where((row) => row.or([row('state', 'in', OPEN), row('expires_at', '>', at.coldSince)]))
    .select('amount_rupiah')
    .distinct()
    .execute()
  return rows.map(({ amount_rupiah }) => amount_rupiah)
}

/** True for the one who may tell the gateway of it: once per charge, however many try. */
export async function claimCreation(db: Db, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('charges')
    .set({ asked_at: now })
    .where('id', '=', id)
    .where('state', '=', 'reserved')
    .where('asked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The gateway was not reached after all. */
export async function unclaimCreation(db: Db, id: number) {
  await db
    .updateTable('charges')
    .set({ asked_at: null })
    .where('id', '=', id)
    .where('state', '=', 'reserved')
    .execute()
}

export async function setChargeUnknown(db: Db, id: number) {
  const { numUpdatedRows } = await db
    .updateTable('charges')
    .set({ state: 'unknown' })
    .where('id', '=', id)
    .where('state', '=', 'reserved')
    .where('asked_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Nothing changes where the money was faster than the gateway's answer. */
export async function setChargeReady(
  db: Db,
  id: number,
  made: { providerReference: string | null; details: ChargeDetails },
) {
  await db
    .updateTable('charges')
    .set({
      state: 'pending',
      provider_reference: made.providerReference,
      details: JSON.stringify(made.details),
    })
    .where('id', '=', id)
    .where('state', 'in', ['reserved', 'unknown'])
    .execute()
}

export async function closeCharge(db: Db, id: number, state: 'failed' | 'expired') {
  await db
    .updateTable('charges')
    .set({ state })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute()
}

export async function setChargePaid(
  db: Db,
  id: number,
  paid: { providerReference: string; paidAt: Date },
) {
  await db
    .updateTable('charges')
    .set({
      state: 'paid',
      paid_at: paid.paidAt,
      provider_reference: sql`coalesce(provider_reference, ${paid.providerReference})`,
    })
    .where('id', '=', id)
    .execute()
}

export async function closeExpiredCharges(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await db
    .with('due', (cte) =>
      cte
        .selectFrom('charges')
        .where('state', 'in', OPEN)
        .where('expires_at', '<=', now)
        .orderBy('id')
        .limit(limit)
        .forNoKeyUpdate()
        .skipLocked()
        .select('id'),
    )
    .updateTable('charges')
    .from('due')
    .whereRef('charges.id', '=', 'due.id')
    .set({ state: 'expired' })
    .returning('charges.id')
    .execute()
  return rows.length
}
