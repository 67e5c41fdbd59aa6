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
    correlation: string | null
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
      correlation: batch.correlation,
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
