import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'

export type SubscriptionRow = Selectable<Tables['subscriptions']>
export type LinePackage = Pick<
  Selectable<Tables['packages']>,
  'id' | 'kind' | 'code' | 'name' | 'profile' | 'price_rupiah' | 'on_all_routers' | 'spread'
>

export function getLinePackage(db: Db, id: number): Promise<LinePackage | undefined> {
  return db
    .selectFrom('packages')
    .where('id', '=', id)
    .select(['id', 'kind', 'code', 'name', 'profile', 'price_rupiah', 'on_all_routers', 'spread'])
    .executeTakeFirst()
}

/** Undefined when the name, or the address on this router, is somebody else's. */
export async function insertSubscription(
  db: Db,
  row: Insertable<Tables['subscriptions']>,
): Promise<number | undefined> {
  const inserted = await db
    .insertInto('subscriptions')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

/** Active routers: those of the package in their order, then others; who has its profile. */
export async function lineRouters(db: Db, { id, profile }: LinePackage) {
  const { rows } = await sql<{
    id: number
    name: string
    place: number | null
    checked: boolean
    has_profile: boolean
  }>`
    select r.id, r.name, pr.place, r.version is not null as checked,
      exists (select from router_profiles f where f.router_id = r.id and f.service = 'ppp'
        and f.name = ${profile} and f.gone_at is null) as has_profile
    from routers r
    left join package_routers pr on pr.router_id = r.id and pr.package_id = ${id}
    where r.state = 'active'
    order by pr.place nulls last, r.name`.execute(db)
  return rows
}

export async function knownPppProfiles(db: Db, routerId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('router_profiles')
    .where('router_id', '=', routerId)
    .where('service', '=', 'ppp')
    .where('gone_at', 'is', null)
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** By a line that lives, or by a user on a router that carries our mark and that we do not know. */
export async function isUsernameTaken(db: Db, username: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from subscriptions
        where lower(username) = lower(${username}) and state <> 'stopped')
      or exists (select from router_users where service = 'ppp' and wanted
        and lower(name) = lower(${username}))
      or exists (select from router_strangers where service = 'ppp'
        and lower(name) = lower(${username})) as taken`.execute(db)
  return rows[0]?.taken ?? true
}

/** Whose a static address on a router is. */
export async function addressHolder(
  db: Db,
  { routerId, address }: { routerId: number; address: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .where('router_id', '=', routerId)
    .where('static_address', '=', address)
    .where('state', '<>', 'stopped')
    .select('username')
    .executeTakeFirst()
  return row?.username
}

export function lockLine(db: Db, id: number): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom('subscriptions')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function updateSubscription(
  db: Db,
  id: number,
  change: Partial<
    Pick<
      SubscriptionRow,
      | 'package_id'
      | 'router_id'
      | 'username'
      | 'static_address'
      | 'price_rupiah'
      | 'discount_rupiah'
      | 'note'
      | 'password_given_at'
    >
  >,
) {
  if (Object.keys(change).length === 0) return
  await db.updateTable('subscriptions').set(change).where('id', '=', id).execute()
}

/** True for the one who comes first: a password is handed to the customer once. */
export async function markPasswordGiven(db: Db, id: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscriptions')
    .set({ password_given_at: at })
    .where('id', '=', id)
    .where('password_given_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
