import { type Selectable, sql } from 'kysely'
import type { RouterService } from '../routers/routers.ts'
import type { Db, Tables } from '../tables.ts'

export type PackageRow = Selectable<Tables['packages']>

/** What of a package can be changed. What was sold before keeps the terms it was sold on. */
export type PackageTerms = Pick<
  PackageRow,
  | 'name'
  | 'price_rupiah'
  | 'cost_rupiah'
  | 'profile'
  | 'online_seconds'
  | 'calendar_seconds'
  | 'data_bytes'
  | 'shared_users'
  | 'code_prefix'
  | 'code_length'
  | 'code_alphabet'
  | 'own_password'
  | 'sold_at_print'
  | 'on_sale'
  | 'period_days'
  | 'isolir_profile'
  | 'on_all_routers'
  | 'spread'
>

export function findPackage(db: Db, code: string): Promise<PackageRow | undefined> {
  return db
    .selectFrom('packages')
    .selectAll()
    .where(sql<string>`lower(code)`, '=', code.trim().toLowerCase())
    .executeTakeFirst()
}

export async function packageCodes(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('packages').select('code').orderBy('code').execute()
  return rows.map(({ code }) => code)
}

/** Undefined when the code is taken. */
export async function insertPackage(
  db: Db,
  row: { code: string; kind: PackageRow['kind']; at: Date } & PackageTerms,
): Promise<number | undefined> {
  const { at, ...values } = row
  const inserted = await db
    .insertInto('packages')
    .values({ ...values, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

export async function updatePackage(db: Db, id: number, terms: Partial<PackageTerms>) {
  if (Object.keys(terms).length === 0) return
  await db.updateTable('packages').set(terms).where('id', '=', id).execute()
}

/** In this order: the first is the primary. */
export async function setPackageRouters(db: Db, packageId: number, routerIds: number[]) {
  await db.deleteFrom('package_routers').where('package_id', '=', packageId).execute()
  await db
    .insertInto('package_routers')
    .values(routerIds.map((router_id, at) => ({ package_id: packageId, router_id, place: at + 1 })))
    .execute()
}

export function routersOfPackage(
  db: Db,
  packageId: number,
): Promise<{ id: number; name: string }[]> {
  return db
    .selectFrom('package_routers')
    .innerJoin('routers', 'routers.id', 'package_routers.router_id')
    .where('package_id', '=', packageId)
    .select(['routers.id', 'routers.name'])
    .orderBy('place')
    .execute()
}

/** Somebody bought it, or vouchers of it exist: then it cannot be as if it never was. */
export async function isPackageUsed(db: Db, packageId: number): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from voucher_batches where package_id = ${packageId})
      or exists (select from orders where package_id = ${packageId})
      or exists (select from subscriptions where package_id = ${packageId})
      or exists (select from registrations where package_id = ${packageId})
      or exists (select from tickets where package_id = ${packageId}) as used`.execute(db)
  return rows[0]?.used ?? true
}

export async function deletePackage(db: Db, packageId: number) {
  await db.deleteFrom('package_routers').where('package_id', '=', packageId).execute()
  await db.deleteFrom('packages').where('id', '=', packageId).execute()
}

export type ListedPackage = PackageRow & { routers: string[]; stock: number; lines: number }

export async function listAllPackages(db: Db): Promise<ListedPackage[]> {
  const { rows } = await sql<ListedPackage>`
    select p.*,
      (select coalesce(array_agg(r.name order by pr.place), '{}') from package_routers pr
        join routers r on r.id = pr.router_id where pr.package_id = p.id) as routers,
      (select count(*)::int from vouchers v join voucher_batches b on b.id = v.batch_id
        where v.package_id = p.id and v.state = 'created' and v.order_id is null
          and v.printed_at is null and b.state = 'ready' and b.for_stock) as stock,
      (select count(*)::int from subscriptions s
        where s.package_id = p.id and s.state <> 'stopped') as lines
    from packages p
    order by p.on_sale desc, p.price_rupiah, p.code`.execute(db)
  return rows
}

/** What a customer can buy now: it costs something and has somewhere to work. */
export function packagesForSale(db: Db): Promise<PackageRow[]> {
  return db
    .selectFrom('packages')
    .selectAll()
    .where('on_sale', '=', true)
    .where('kind', '=', 'hotspot')
    .where('price_rupiah', '>', 0)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('package_routers')
          .innerJoin('routers', 'routers.id', 'package_routers.router_id')
          .where('routers.state', '=', 'active')
          .whereRef('package_routers.package_id', '=', 'packages.id'),
      ),
    )
    .orderBy('price_rupiah')
    .orderBy('code')
    .execute()
}

/** Routers that offer a profile of exactly this name, and what they say of it. */
export function routersWithProfile(db: Db, profile: string, service: RouterService) {
  return db
    .selectFrom('router_profiles')
    .innerJoin('routers', 'routers.id', 'router_profiles.router_id')
    .where('router_profiles.service', '=', service)
    .where('router_profiles.name', '=', profile)
    .where('router_profiles.gone_at', 'is', null)
    .where('routers.state', '=', 'active')
    .select(['routers.id', 'routers.name', 'router_profiles.shared_users'])
    .orderBy('routers.name')
    .execute()
}

/** Of both services where none is named. */
export async function knownProfiles(
  db: Db,
  { routerIds, service }: { routerIds?: number[]; service?: RouterService } = {},
): Promise<string[]> {
  let query = db
    .selectFrom('router_profiles')
    .innerJoin('routers', 'routers.id', 'router_profiles.router_id')
    .where('router_profiles.gone_at', 'is', null)
    .where('routers.state', '=', 'active')
  if (service) query = query.where('router_profiles.service', '=', service)
  if (routerIds) query = query.where('routers.id', 'in', routerIds)
  const rows = await query
    .select('router_profiles.name')
    .distinct()
    .orderBy('router_profiles.name')
    .execute()
  return rows.map(({ name }) => name)
}

/** Lines a customer can ask for now, the cheapest first, with how fast each is. */
export type OfferedLine = PackageRow & { rate_limit: string | null }

export async function linesForSale(db: Db): Promise<OfferedLine[]> {
  const { rows } = await sql<OfferedLine>`
    select p.*, (select f.rate_limit from package_routers pr join router_profiles f
        on f.router_id = pr.router_id and f.service = 'ppp' and f.name = p.profile
        where pr.package_id = p.id order by pr.place limit 1) as rate_limit
    from packages p
    where p.on_sale and p.kind = 'pppoe' and exists (select from package_routers pr
      join routers r on r.id = pr.router_id and r.state = 'active' where pr.package_id = p.id)
    order by p.price_rupiah, p.code`.execute(db)
  return rows
}

/** Lines of a package that live. */
export async function linesOfPackage(db: Db, packageId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .where('package_id', '=', packageId)
    .where('state', '<>', 'stopped')
    .select('id')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
