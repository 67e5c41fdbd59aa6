import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { VoucherState } from './voucher.ts'

export type VoucherDetails = {
  id: number
  code: string
  state: VoucherState
  package: string
  price_rupiah: number
  calendar_seconds: number | null
  sold_at: Date | null
  printed_at: Date | null
  activated_at: Date | null
  expires_at: Date | null
  ended_at: Date | null
  mac: string | null
  batch: string
  batch_state: 'pending' | 'ready' | 'withdrawn'
  router: string
  router_user_id: number
  router_id: number
  online_seconds: number | null
  data_bytes: number | null
  used_seconds: number
  used_bytes: number
  /** Not on the router the way it should be: on its way, or refused. */
  behind: boolean
  problem: string | null
  order_id: number | null
  buyer: string | null
  buyer_phone: string | null
}

export async function findVoucherByCode(db: Db, code: string): Promise<VoucherDetails | undefined> {
  const { rows } = await sql<VoucherDetails>`
    select v.id, v.code, v.state, v.price_rupiah, v.calendar_seconds, v.sold_at, v.printed_at,
      v.activated_at, v.expires_at, v.ended_at, v.mac, v.order_id, v.router_id, v.router_user_id,
      p.name as package, b.number as batch, b.state as batch_state, r.name as router,
      u.limit_uptime_seconds as online_seconds, u.limit_bytes as data_bytes,
      u.used_seconds, u.used_bytes, u.synced <> u.version as behind, u.problem,
      buyer.name as buyer,
      (select i.value from identities i
        where i.person_id = buyer.id and i.kind = 'phone' limit 1) as buyer_phone
    from vouchers v
    join packages p on p.id = v.package_id
    join voucher_batches b on b.id = v.batch_id
    join routers r on r.id = v.router_id
    join router_users u on u.id = v.router_user_id
    left join orders o on o.id = v.order_id
    left join people buyer on buyer.id = o.person_id
    where upper(v.code) = ${code}`.execute(db)
  return rows[0]
}

/** Ends vouchers that still live, and wants their users off the router. Returns the routers concerned. */
export async function revokeVouchers(
  db: Db,
  { ids, at }: { ids: number[]; at: Date },
): Promise<{ routers: number[]; revoked: number[] }> {
  const { rows } = await sql<{ id: number; router_id: number }>`
    with revoked as (
      update vouchers set state = 'revoked', ended_at = ${at}
      where id = any(${ids}::bigint[]) and state in ('created', 'sold', 'active')
      returning id, router_user_id
    )
    update router_users u set wanted = false, version = version + 1, problem = null
    from revoked where u.id = revoked.router_user_id
    returning revoked.id, u.router_id`.execute(db)
  return {
    revoked: rows.map(({ id }) => id),
    routers: [...new Set(rows.map((row) => row.router_id))],
  }
}

/** Of orders whose money went back: those made for one and still in the making, and those that live. */
export async function vouchersOfRefunded(db: Db) {
  const batches = await db
    .selectFrom('voucher_batches')
    .innerJoin('orders', 'orders.id', 'voucher_batches.order_id')
    .where('orders.state', '=', 'refunded')
    .where('voucher_batches.state', '=', 'pending')
    .select('voucher_batches.id')
    .execute()
  const vouchers = await db
    .selectFrom('vouchers')
    .innerJoin('orders', 'orders.id', 'vouchers.order_id')
    .where('orders.state', '=', 'refunded')
    .where('vouchers.state', 'in', ['created', 'sold', 'active'])
    .select('vouchers.id')
    .execute()
  return { batchIds: batches.map(({ id }) => id), voucherIds: vouchers.map(({ id }) => id) }
}

export type BatchDetails = {
  id: number
  number: string
  state: 'pending' | 'ready' | 'withdrawn'
  problem: string | null
  quantity: number
  for_stock: boolean
  created_at: Date
  ready_at: Date | null
  printed_at: Date | null
  package: string
  price_rupiah: number | null
  /** What those sold brought in, and what they cost us. */
  revenue_rupiah: number
  sold_cost_rupiah: number
  router: string
  router_reachable: boolean | null
  made_by: string | null
  on_router: number
  sold: number
  first_login: number
  expired: number
  revoked: number
}

export async function findBatchDetails(db: Db, number: string): Promise<BatchDetails | undefined> {
  const { rows } = await batchDetails(db, { number: number.trim().toUpperCase(), limit: 1 })
  return rows[0]
}

export async function recentBatches(db: Db, limit: number): Promise<BatchDetails[]> {
  return (await batchDetails(db, { number: null, limit })).rows
}

function batchDetails(db: Db, { number, limit }: { number: string | null; limit: number }) {
  return sql<BatchDetails>`
    with chosen as (
      select * from voucher_batches
      where ${number}::text is null and order_id is null or upper(number) = ${number}
      order by id desc limit ${limit}
    )
    select b.id, b.number, b.state, b.problem, b.quantity, b.for_stock, b.created_at, b.ready_at,
      b.printed_at, p.name as package, r.name as router, r.reachable as router_reachable,
      maker.name as made_by, max(v.price_rupiah) as price_rupiah,
      coalesce(sum(v.price_rupiah) filter (where v.sold_at is not null), 0)::bigint as revenue_rupiah,
      coalesce(sum(v.cost_rupiah) filter (where v.sold_at is not null), 0)::bigint as sold_cost_rupiah,
      count(*) filter (where u.synced = u.version and u.wanted)::int as on_router,
      count(*) filter (where v.sold_at is not null)::int as sold,
      count(*) filter (where v.activated_at is not null)::int as first_login,
      count(*) filter (where v.state = 'expired')::int as expired,
      count(*) filter (where v.state = 'revoked')::int as revoked
    from chosen b
    join packages p on p.id = b.package_id
    join routers r on r.id = b.router_id
    left join people maker on maker.id = b.made_by
    left join vouchers v on v.batch_id = b.id
    left join router_users u on u.id = v.router_user_id
    group by b.id, b.number, b.state, b.problem, b.quantity, b.for_stock, b.created_at,
      b.ready_at, b.printed_at, p.name, r.name, r.reachable, maker.name
    order by b.id desc`.execute(db)
}
