import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'

export type BatchRow = Selectable<Tables['voucher_batches']>

export async function nextBatchNumber(db: Db, month: string): Promise<string> {
  const { last } = await db
    .insertInto('counters')
    .values({ name: `batch:${month}`, last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last: sql`counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `BATCH-${month}-${String(last).padStart(3, '0')}`
}

export async function insertBatch(
  db: Db,
  batch: {
    number: string
    packageId: number
    routerId: number
    quantity: number
    orderId: number | null
    forStock: boolean
    by: number | null
    conversationId: number | null
    at: Date
  },
): Promise<number> {
  const { id } = await db
    .insertInto('voucher_batches')
    .values({
      number: batch.number,
      package_id: batch.packageId,
      router_id: batch.routerId,
      quantity: batch.quantity,
      order_id: batch.orderId,
      for_stock: batch.forStock,
      made_by: batch.by,
      conversation_id: batch.conversationId,
      created_at: batch.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type DrawnCode = { code: string; password: string; secret: Buffer }
type NewVouchers = {
  batchId: number
  packageId: number
  routerId: number
  profile: string
  comment: string
  onlineSeconds: number | null
  dataBytes: number | null
  calendarSeconds: number | null
  priceRupiah: number
  costRupiah: number
  orderId: number | null
}

/** Writes down those codes nobody has, and says how many that were. */
export async function insertVouchers(
  db: Db,
  terms: NewVouchers,
  drawn: DrawnCode[],
): Promise<number> {
  const codes = drawn.map(({ code }) => code)
  const users = await sql<{ id: number; name: string }>`
    insert into router_users
      (router_id, service, name, secret, profile, comment, limit_uptime_seconds, limit_bytes)
    select ${terms.routerId}, 'hotspot', d.code, d.secret, ${terms.profile}, ${terms.comment},
      ${terms.onlineSeconds}, ${terms.dataBytes}
    from unnest(${codes}::text[], ${drawn.map(({ secret }) => secret)}::bytea[]) as d(code, secret)
    on conflict (router_id, service, name) do nothing
    returning id, name`.execute(db)
  const passwords = new Map(drawn.map(({ code, password }) => [code, password]))
  const made = await sql<{ user_id: number }>`
    insert into vouchers (code, password, batch_id, package_id, router_id, router_user_id,
      price_rupiah, cost_rupiah, calendar_seconds, order_id)
    select d.code, d.password, ${terms.batchId}, ${terms.packageId}, ${terms.routerId}, d.user_id,
      ${terms.priceRupiah}, ${terms.costRupiah}, ${terms.calendarSeconds}, ${terms.orderId}
    from unnest(${users.rows.map(({ id }) => id)}::bigint[],
      ${users.rows.map(({ name }) => name)}::text[],
      ${users.rows.map(({ name }) => passwords.get(name) ?? name)}::text[])
      as d(user_id, code, password)
    on conflict (upper(code)) do nothing
    returning router_user_id as user_id`.execute(db)

  if (made.rows.length < users.rows.length) {
    // The code is taken on another router: that user was never meant to be.
    const kept = made.rows.map((row) => row.user_id)
    await sql`
      delete from router_users
      where id = any(${users.rows.map(({ id }) => id)}::bigint[])
        and id <> all(${kept}::bigint[])`.execute(db)
  }
  return made.rows.length
}

export async function countLivingCodes(db: Db, packageId: number): Promise<number> {
  const { living } = await db
    .selectFrom('vouchers')
    .where('package_id', '=', packageId)
    .where('state', 'in', ['created', 'sold', 'active'])
    .select((eb) => eb.fn.countAll<number>().as('living'))
    .executeTakeFirstOrThrow()
  return living
}

/** Where a package is sold, the primary first. */
export function routersOfPackage(db: Db, packageId: number) {
  return db
    .selectFrom('package_routers')
    .innerJoin('routers', 'routers.id', 'package_routers.router_id')
    .where('package_routers.package_id', '=', packageId)
    .where('routers.state', '=', 'active')
    .select(['routers.id', 'routers.name', 'routers.reachable', 'routers.version'])
    .orderBy('package_routers.place')
    .execute()
}

export function findBatch(db: Db, number: string): Promise<BatchRow | undefined> {
  return db
    .selectFrom('voucher_batches')
    .selectAll()
    .where(sql<string>`upper(number)`, '=', number.trim().toUpperCase())
    .executeTakeFirst()
}

export function getBatch(db: Db, batchId: number): Promise<BatchRow | undefined> {
  return db.selectFrom('voucher_batches').selectAll().where('id', '=', batchId).executeTakeFirst()
}

/** Undefined when it is not pending any more: somebody was faster. */
export function markWithdrawn(
  db: Db,
  { batchId, reason, at }: { batchId: number; reason: string; at: Date },
): Promise<BatchRow | undefined> {
  return db
    .updateTable('voucher_batches')
    .set({ state: 'withdrawn', withdrawn_at: at, problem: reason })
    .where('id', '=', batchId)
    .where('state', '=', 'pending')
    .returningAll()
    .executeTakeFirst()
}

/** Nobody has seen these codes. Their users stay until the router has let go of them. */
export async function unmakeVouchers(db: Db, batchId: number) {
  const made = await db
    .deleteFrom('vouchers')
    .where('batch_id', '=', batchId)
    .returning('router_user_id')
    .execute()
  const users = made.map((row) => row.router_user_id)
  // A refused one was never ours there: somebody else may have that name.
  await sql`
    delete from router_users
    where id = any(${users}::bigint[]) and problem is not null and router_ref is null`.execute(db)
  await sql`
    update router_users set wanted = false, version = version + 1
    where id = any(${users}::bigint[])`.execute(db)
}

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
