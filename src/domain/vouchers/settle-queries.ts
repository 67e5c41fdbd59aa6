import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { BatchRow, DrawnCode } from './batch-queries.ts'

/** Pending batches of a router with what its vouchers were refused for. */
export async function refusedBatches(db: Db, routerId: number) {
  const { rows } = await sql<{ batch_id: number; problem: string }>`
    select distinct v.batch_id, u.problem
    from router_users u
    join vouchers v on v.router_user_id = u.id
    join voucher_batches b on b.id = v.batch_id and b.state = 'pending'
    where u.router_id = ${routerId} and u.synced <> u.version and u.problem is not null`.execute(db)
  return rows
}

/** Every code exists here and on the router: now they may be shown, printed and sold. */
export async function markReady(db: Db, { routerId, at }: { routerId: number; at: Date }) {
  const { rows } = await sql<BatchRow & { package: string }>`
    update voucher_batches b set state = 'ready', ready_at = ${at}
    from packages p
    where p.id = b.package_id and b.router_id = ${routerId} and b.state = 'pending'
      and not exists (
        select from vouchers v join router_users u on u.id = v.router_user_id
        where v.batch_id = b.id and (u.synced <> u.version or u.problem is not null))
    returning b.*, p.name as package`.execute(db)
  return rows
}

/** Vouchers whose code somebody else has on the router, with the style to draw another in. */
export async function clashingVouchers(db: Db, routerId: number) {
  const { rows } = await sql<{
    user_id: number
    prefix: string
    length: number
    alphabet: 'mixed' | 'letters' | 'digits'
    own_password: boolean
  }>`
    select u.id as user_id, p.code_prefix as prefix, p.code_length as length,
      p.code_alphabet as alphabet, p.own_password
    from router_users u
    join vouchers v on v.router_user_id = u.id
    join voucher_batches b on b.id = v.batch_id and b.state = 'pending'
    join packages p on p.id = v.package_id
    where u.router_id = ${routerId} and u.problem = 'duplicate' and u.synced <> u.version`.execute(
    db,
  )
  return rows
}

/** Gives vouchers other codes, where those are free; the others keep their problem. */
export async function replaceCodes(db: Db, drawn: (DrawnCode & { userId: number })[]) {
  await sql`
    with free as (
      select distinct on (d.code) d.* from unnest(
        ${drawn.map(({ userId }) => userId)}::bigint[],
        ${drawn.map(({ code }) => code)}::text[],
        ${drawn.map(({ password }) => password)}::text[],
        ${drawn.map(({ secret }) => secret)}::bytea[]) as d(user_id, code, password, secret)
      where not exists (select from vouchers v where upper(v.code) = upper(d.code))
        and not exists (select from router_users u where u.name = d.code and u.service = 'hotspot')
      order by d.code
    ), renamed as (
      update router_users u set name = f.code, secret = f.secret, version = u.version + 1,
        synced = 0, router_ref = null, problem = null
      from free f where u.id = f.user_id
    )
    update vouchers v set code = f.code, password = f.password
    from free f where v.router_user_id = f.user_id`.execute(db)
}

/** How far pending batches are that somebody watches. */
export async function batchProgress(db: Db, routerId: number) {
  const { rows } = await sql<{
    id: number
    number: string
    quantity: number
    conversation_id: number
    router: string
    done: number
  }>`
    select b.id, b.number, b.quantity, b.conversation_id, r.name as router,
      count(*) filter (where u.synced = u.version)::int as done
    from voucher_batches b
    join routers r on r.id = b.router_id
    join vouchers v on v.batch_id = b.id
    join router_users u on u.id = v.router_user_id
    where b.router_id = ${routerId} and b.state = 'pending' and b.order_id is null
      and b.conversation_id is not null
    group by b.id, r.name`.execute(db)
  return rows
}

/** Pending batches nobody was told about, marked as told. */
export async function takeUntoldWaiting(db: Db, { routerId, at }: { routerId: number; at: Date }) {
  return db
    .updateTable('voucher_batches')
    .from('routers')
    .set({ waiting_told_at: at })
    .whereRef('routers.id', '=', 'voucher_batches.router_id')
    .where('voucher_batches.router_id', '=', routerId)
    .where('voucher_batches.state', '=', 'pending')
    .where('voucher_batches.waiting_told_at', 'is', null)
    .returning([
      'voucher_batches.id',
      'voucher_batches.number',
      'voucher_batches.order_id',
      'voucher_batches.conversation_id',
      'routers.name as router',
    ])
    .execute()
}
