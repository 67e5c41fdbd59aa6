import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export type StandingVoucher = {
  code: string
  password: string
  /** Sealed, as PostgreSQL writes bytes. */
  secret: string
  profile: string
  disabled: boolean
  ref: string
  limit_uptime_seconds: number | null
  limit_bytes: number | null
  price_rupiah: number
  cost_rupiah: number
  activated_at: string | null
  expires_at: string | null
}

/**
 * Vouchers whose users stand on a router are ours, as they stand there. What was used before was
 * sold before: it is not counted as a sale of ours. Returns those whose code nobody else had.
 */
export async function insertStandingVouchers(
  db: Db,
  given: {
    routerId: number
    batchId: number
    packageId: number
    comment: string
    calendarSeconds: number | null
    vouchers: StandingVoucher[]
  },
): Promise<Set<string>> {
  const list = JSON.stringify(given.vouchers)
  const users = await sql<{ id: number; name: string }>`
    insert into router_users (router_id, service, name, secret, profile, comment, disabled,
      router_ref, limit_uptime_seconds, limit_bytes, wanted, version, synced)
    select ${given.routerId}, 'hotspot', code, secret, profile, ${given.comment}, disabled, ref,
      limit_uptime_seconds, limit_bytes, true, 1, 0
    from json_to_recordset(${list}::json) as v(code text, secret bytea, profile text,
      disabled boolean, ref text, limit_uptime_seconds bigint, limit_bytes bigint)
    where not exists (select from vouchers t where upper(t.code) = upper(v.code))
    on conflict (router_id, service, name) do nothing
    returning id, name`.execute(db)
  await sql`
    insert into vouchers (code, password, batch_id, package_id, router_id, router_user_id, state,
      price_rupiah, cost_rupiah, calendar_seconds, printed_at, sold_at, activated_at, expires_at)
    select v.code, v.password, b.id, b.package_id, b.router_id, u.id,
      case when v.activated_at is null then 'created' else 'active' end,
      v.price_rupiah, v.cost_rupiah, ${given.calendarSeconds}, b.printed_at, v.activated_at,
      v.activated_at, v.expires_at
    from json_to_recordset(${list}::json) as v(code text, password text, price_rupiah bigint,
      cost_rupiah bigint, activated_at timestamptz, expires_at timestamptz)
    join unnest(${users.rows.map(({ id }) => id)}::bigint[],
      ${users.rows.map(({ name }) => name)}::text[]) as u(id, name) on u.name = v.code
    join voucher_batches b on b.id = ${given.batchId}`.execute(db)
  return new Set(users.rows.map(({ name }) => name))
}

/** False where it would be larger than batches may be. */
export async function growBatch(
  db: Db,
  { batchId, by }: { batchId: number; by: number },
): Promise<boolean> {
  if (by === 0) return true
  const { numAffectedRows } = await sql`
    update voucher_batches set quantity = greatest(quantity + ${by}, 1)
    where id = ${batchId} and quantity + ${by} <= 10000`.execute(db)
  return numAffectedRows === 1n
}
