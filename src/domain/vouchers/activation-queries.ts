import { sql } from 'kysely'
import type { ActiveSession } from '../routers/routers.ts'
import type { Db } from '../tables.ts'

/** A voucher whose first login was its sale: it had been printed and not been sold in chat. */
export type SoldByLogin = { id: number; price_rupiah: number }

/**
 * Activates vouchers by the sessions their users have open: the first login was exactly `uptime`
 * ago. Once and for all; a router that counts from zero again changes nothing.
 */
export async function activateBySessions(
  db: Db,
  { routerId, sessions, at }: { routerId: number; sessions: ActiveSession[]; at: Date },
): Promise<SoldByLogin[]> {
  const { rows } = await sql<SoldByLogin>`
    with seen as (
      -- Shared by several devices: the longest session is nearest to the first login.
      select distinct on (name) name, mac, make_interval(secs => uptime) as uptime
      from unnest(${sessions.map(({ name }) => name)}::text[],
        ${sessions.map(({ mac }) => mac)}::text[],
        ${sessions.map(({ uptimeSeconds }) => uptimeSeconds)}::float8[]) as s(name, mac, uptime)
      order by name, uptime desc
    ), first as (
      select v.id, v.sold_at, s.mac, greatest(${at}::timestamptz - s.uptime, v.sold_at, b.ready_at) as login_at
      from seen s
      join router_users u on u.router_id = ${routerId} and u.service = 'hotspot' and u.name = s.name
      join vouchers v on v.router_user_id = u.id and v.state in ('created', 'sold')
      join voucher_batches b on b.id = v.batch_id and b.state = 'ready'
    ), activated as (
      update vouchers v set state = 'active', mac = nullif(first.mac, ''),
        activated_at = first.login_at, sold_at = coalesce(v.sold_at, first.login_at),
        expires_at = first.login_at + make_interval(secs => v.calendar_seconds)
      from first where v.id = first.id and v.state in ('created', 'sold')
      returning v.id, v.price_rupiah, first.sold_at
    )
    select id, price_rupiah from activated where sold_at is null order by id`.execute(db)
  return rows
}

/** Those who came and went between two looks: the router has counted time for them. */
export async function activateByUse(
  db: Db,
  { routerId, at }: { routerId: number; at: Date },
): Promise<SoldByLogin[]> {
  const { rows } = await sql<SoldByLogin>`
    with first as (
      select v.id, v.sold_at,
        greatest(${at}::timestamptz - make_interval(secs => u.used_seconds), v.sold_at, b.ready_at) as login_at
      from vouchers v
      join router_users u on u.id = v.router_user_id and u.used_seconds > 0
      join voucher_batches b on b.id = v.batch_id and b.state = 'ready'
      where v.router_id = ${routerId} and v.state in ('created', 'sold')
    ), activated as (
      update vouchers v set state = 'active',
        activated_at = first.login_at, sold_at = coalesce(v.sold_at, first.login_at),
        expires_at = first.login_at + make_interval(secs => v.calendar_seconds)
      from first where v.id = first.id and v.state in ('created', 'sold')
      returning v.id, v.price_rupiah, first.sold_at
    )
    select id, price_rupiah from activated where sold_at is null order by id`.execute(db)
  return rows
}

/** Ends vouchers whose calendar life, on-line time or data is used up; names the routers concerned. */
export async function endVouchers(db: Db, at: Date): Promise<{ ended: number; routers: number[] }> {
  const { rows } = await sql<{ router_id: number; ended: number }>`
    with ended as (
      update vouchers v set state = 'expired', ended_at = ${at}
      from router_users u
      where u.id = v.router_user_id and v.state = 'active'
        and (v.expires_at <= ${at} or u.used_seconds >= u.limit_uptime_seconds
          or u.used_bytes >= u.limit_bytes)
      returning v.router_user_id
    ), unwanted as (
      update router_users set wanted = false, version = version + 1, problem = null
      where id in (select router_user_id from ended)
      returning router_id
    )
    select router_id, count(*)::int as ended from unwanted group by router_id order by router_id`.execute(
    db,
  )
  return {
    ended: rows.reduce((sum, row) => sum + row.ended, 0),
    routers: rows.map((row) => row.router_id),
  }
}
