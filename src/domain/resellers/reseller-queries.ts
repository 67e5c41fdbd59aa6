import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { ResalePrice, Reseller } from './reseller.ts'

/** Known from now on. True where he was not before. */
export async function ensureReseller(
  db: Db,
  one: { personId: number; lowRupiah?: number | undefined; by: number | null; at: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('resellers')
    .values({
      person_id: one.personId,
      created_at: one.at,
      created_by: one.by,
      ...(one.lowRupiah !== undefined && { low_rupiah: one.lowRupiah }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/**
 * Taken before anything moves his deposit: after the lock of an order that was there before, and
 * ahead of the ledger. So what is read of the deposit afterwards stays true until the commit.
 */
export async function lockReseller(db: Db, personId: number) {
  return db
    .selectFrom('resellers')
    .where('person_id', '=', personId)
    .select(['low_rupiah', 'low_told_at'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

export async function setLowTold(db: Db, personId: number, at: Date | null) {
  await db
    .updateTable('resellers')
    .set({ low_told_at: at })
    .where('person_id', '=', personId)
    .execute()
}

export async function setLowRupiah(db: Db, personId: number, lowRupiah: number) {
  await db
    .updateTable('resellers')
    .set({ low_rupiah: lowRupiah })
    .where('person_id', '=', personId)
    .execute()
}

/** Whoever has the role or ever had a deposit; those of the team first. */
export async function selectResellers(db: Db): Promise<Reseller[]> {
  const { rows } = await sql<Reseller>`
    select p.id as "personId", p.name, s.person_id is null as left,
      (select i.value from identities i where i.person_id = p.id and i.kind = 'phone'
        order by i.account_id limit 1) as phone,
      coalesce((select a.balance from accounts a where a.owner = 'person:' || p.id
        and a.purpose = 'deposit' and a.currency = 'IDR'), 0)::bigint as "depositRupiah",
      coalesce(r.low_rupiah, ${LOW_RUPIAH})::bigint as "lowRupiah"
    from people p
    left join resellers r on r.person_id = p.id
    left join staff s on s.person_id = p.id and s.role = 'reseller' and s.removed_at is null
    where p.merged_into is null and (r.person_id is not null or s.person_id is not null)
    order by s.person_id is null, lower(p.name), p.id`.execute(db)
  return rows
}

/** As the table has it for whoever has no row of his own yet. */
const LOW_RUPIAH = 50_000

/** What he can sell now and what each leaves his deposit by, the cheapest first. */
export async function selectResalePrices(db: Db, personId: number): Promise<ResalePrice[]> {
  const { rows } = await sql<ResalePrice>`
    select p.id as "packageId", p.code, p.name, p.online_seconds as "onlineSeconds",
      p.calendar_seconds as "calendarSeconds", p.data_bytes as "dataBytes",
      p.price_rupiah as "retailRupiah", p.cost_rupiah as "costRupiah",
      coalesce(own.price_rupiah, nullif(least(p.reseller_price_rupiah, p.price_rupiah), 0),
        p.price_rupiah) as "priceRupiah",
      own.price_rupiah is not null as "isOwn"
    from packages p
    left join reseller_prices own on own.package_id = p.id and own.person_id = ${personId}
    where p.on_sale and p.kind = 'hotspot' and p.price_rupiah > 0
      and exists (select from package_routers pr join routers r on r.id = pr.router_id
        where pr.package_id = p.id and r.state = 'active')
    order by p.price_rupiah, p.code`.execute(db)
  return rows
}

export async function findOwnPrice(
  db: Db,
  { personId, packageId }: { personId: number; packageId: number },
): Promise<number | null> {
  const row = await db
    .selectFrom('reseller_prices')
    .where('person_id', '=', personId)
    .where('package_id', '=', packageId)
    .select('price_rupiah')
    .executeTakeFirst()
  return row?.price_rupiah ?? null
}

/** Null: as everybody else's. */
export async function saveOwnPrice(
  db: Db,
  own: { personId: number; packageId: number; priceRupiah: number | null },
) {
  const { personId, packageId, priceRupiah } = own
  if (priceRupiah === null) {
    await db
      .deleteFrom('reseller_prices')
      .where('person_id', '=', personId)
      .where('package_id', '=', packageId)
      .execute()
    return
  }
  await db
    .insertInto('reseller_prices')
    .values({ person_id: personId, package_id: packageId, price_rupiah: priceRupiah })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'package_id']).doUpdateSet({ price_rupiah: priceRupiah }),
    )
    .execute()
}

export async function saveDefaultPrice(db: Db, packageId: number, priceRupiah: number | null) {
  await db
    .updateTable('packages')
    .set({ reseller_price_rupiah: priceRupiah })
    .where('id', '=', packageId)
    .execute()
}

/** A chat of his own, whatever the channel: the preferred one if it is his, else the last he wrote in. */
export async function selectResellerChat(
  db: Db,
  personId: number,
  preferredId: number | null = null,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('conversations')
    .where('person_id', '=', personId)
    .where('is_ops', '=', false)
    .select('id')
    .orderBy(sql`id = ${preferredId}::bigint`, (order) => order.desc().nullsLast())
    .orderBy('last_inbound_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}
