import { sql } from 'kysely'
import type { Language } from '../people/person.ts'
import type { Db } from '../tables.ts'
import type { SoldByLogin } from './activation-queries.ts'
import type { VoucherState } from './voucher.ts'

export type SheetRow = {
  number: string
  state: 'pending' | 'ready' | 'withdrawn'
  printed_at: Date | null
  conversation_id: number | null
  language: Language | null
  package: string
  login_url: string | null
  network: string | null
}

export function findSheet(db: Db, batchId: number): Promise<SheetRow | undefined> {
  return db
    .selectFrom('voucher_batches')
    .innerJoin('packages', 'packages.id', 'voucher_batches.package_id')
    .innerJoin('routers', 'routers.id', 'voucher_batches.router_id')
    .leftJoin('people', 'people.id', 'voucher_batches.made_by')
    .where('voucher_batches.id', '=', batchId)
    .select([
      'voucher_batches.number',
      'voucher_batches.state',
      'voucher_batches.printed_at',
      'voucher_batches.conversation_id',
      'people.language',
      'packages.name as package',
      'routers.login_url',
      'routers.network',
    ])
    .executeTakeFirst()
}

export type SheetVoucher = {
  code: string
  password: string
  state: VoucherState
  price_rupiah: number
  calendar_seconds: number | null
  online_seconds: number | null
  data_bytes: number | null
}

/** In the order they were drawn, which is no order at all. */
export function vouchersOfBatch(db: Db, batchId: number): Promise<SheetVoucher[]> {
  return db
    .selectFrom('vouchers')
    .innerJoin('router_users', 'router_users.id', 'vouchers.router_user_id')
    .where('vouchers.batch_id', '=', batchId)
    .select([
      'vouchers.code',
      'vouchers.password',
      'vouchers.state',
      'vouchers.price_rupiah',
      'vouchers.calendar_seconds',
      'router_users.limit_uptime_seconds as online_seconds',
      'router_users.limit_bytes as data_bytes',
    ])
    .orderBy('vouchers.id')
    .execute()
}

/**
 * Marks a batch as printed, once; undefined when it was before. Where the package says that print
 * is sale, its vouchers are sold now, and those that were not yet are returned.
 */
export async function markPrinted(
  db: Db,
  { batchId, at }: { batchId: number; at: Date },
): Promise<{ sold: SoldByLogin[] } | undefined> {
  const batch = await db
    .updateTable('voucher_batches')
    .from('packages')
    .set({ printed_at: at })
    .whereRef('packages.id', '=', 'voucher_batches.package_id')
    .where('voucher_batches.id', '=', batchId)
    .where('voucher_batches.state', '=', 'ready')
    .where('voucher_batches.printed_at', 'is', null)
    .returning('packages.sold_at_print')
    .executeTakeFirst()
  if (!batch) return undefined
  const { rows } = await sql<SoldByLogin & { newly: boolean }>`
    with before as (select id, sold_at from vouchers where batch_id = ${batchId} for update)
    update vouchers v set printed_at = ${at},
      sold_at = case when ${batch.sold_at_print}::boolean then coalesce(v.sold_at, ${at})
        else v.sold_at end,
      state = case when ${batch.sold_at_print}::boolean and v.state = 'created' then 'sold'
        else v.state end
    from before where before.id = v.id
    returning v.id, v.price_rupiah, before.sold_at is null and v.sold_at is not null as newly`.execute(
    db,
  )
  return { sold: rows.filter(({ newly }) => newly) }
}
