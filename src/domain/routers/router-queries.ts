import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'
import type { RouterFacts, RouterProfile, RouterService } from './routers.ts'

export type RouterRow = Selectable<Tables['routers']>

export function findRouter(db: Db, name: string): Promise<RouterRow | undefined> {
  return db
    .selectFrom('routers')
    .selectAll()
    .where(sql<string>`lower(name)`, '=', name.toLowerCase())
    .where('state', '<>', 'removed')
    .executeTakeFirst()
}

/** Null once it was removed. */
export async function getRouter(db: Db, routerId: number): Promise<RouterRow | null> {
  const row = await db
    .selectFrom('routers')
    .selectAll()
    .where('id', '=', routerId)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
  return row ?? null
}

export async function routerNames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('routers')
    .where('state', '<>', 'removed')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** Undefined when the name is taken. */
export async function insertRouter(
  db: Db,
  router: {
    name: string
    host: string
    port: number
    tls: boolean
    username: string
    secret: Buffer
    loginUrl: string | null
    network: string | null
    at: Date
  },
): Promise<number | undefined> {
  const { loginUrl, at, ...rest } = router
  const row = await db
    .insertInto('routers')
    .values({ ...rest, login_url: loginUrl, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** The secret goes with it: what is no longer used need not be kept. */
export async function markRouterRemoved(db: Db, routerId: number) {
  await db
    .updateTable('routers')
    .set({ state: 'removed', secret: Buffer.alloc(0), reachable: null, down_since: null })
    .where('id', '=', routerId)
    .execute()
  await db.deleteFrom('package_routers').where('router_id', '=', routerId).execute()
  await db.deleteFrom('router_strangers').where('router_id', '=', routerId).execute()
}

export type RouterSummary = Pick<
  RouterRow,
  | 'id'
  | 'name'
  | 'host'
  | 'port'
  | 'tls'
  | 'reachable'
  | 'version'
  | 'board'
  | 'latency_ms'
  | 'seen_at'
  | 'down_since'
  | 'problem'
  | 'state'
  | 'maintenance_until'
  | 'weight'
> & { users: number; behind: number; strangers: number }

export async function summarizeRouters(db: Db): Promise<RouterSummary[]> {
  const { rows } = await sql<RouterSummary>`
    select r.id, r.name, r.host, r.port, r.tls, r.reachable, r.version, r.board, r.latency_ms,
      r.seen_at, r.down_since, r.problem, r.state, r.maintenance_until, r.weight,
      coalesce(u.users, 0)::int as users, coalesce(u.behind, 0)::int as behind,
      (select count(*)::int from router_strangers s where s.router_id = r.id) as strangers
    from routers r
    left join (
      select router_id, count(*) filter (where wanted) as users,
        count(*) filter (where synced <> version) as behind
      from router_users where wanted or synced <> version
      group by router_id
    ) u on u.router_id = r.id
    where r.state <> 'removed'
    order by r.name`.execute(db)
  return rows
}

/** Every older token in a login script of this router is a wrong one from now on. */
export async function renewHintToken(db: Db, routerId: number) {
  await sql`update routers set hint_version = hint_version + 1 where id = ${routerId}`.execute(db)
}

export async function setRouterWeight(
  db: Db,
  { routerId, weight }: { routerId: number; weight: number },
) {
  await db.updateTable('routers').set({ weight }).where('id', '=', routerId).execute()
}

export async function profileNames(
  db: Db,
  { routerId, service }: { routerId: number; service: RouterService },
): Promise<string[]> {
  const rows = await db
    .selectFrom('router_profiles')
    .where('router_id', '=', routerId)
    .where('service', '=', service)
    .where('gone_at', 'is', null)
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** Vouchers somebody has or could have in hand. */
export async function countLivingVouchers(db: Db, routerId: number): Promise<number> {
  const { living } = await db
    .selectFrom('vouchers')
    .where('router_id', '=', routerId)
    .where('state', 'in', ['created', 'sold', 'active'])
    .select((eb) => eb.fn.countAll<number>().as('living'))
    .executeTakeFirstOrThrow()
  return living
}

/** What a look at the router showed. A fingerprint is pinned once and stays. */
export async function recordFacts(
  db: Db,
  { routerId, facts, at }: { routerId: number; facts: RouterFacts; at: Date },
) {
  await db
    .updateTable('routers')
    .set({
      version: facts.version,
      board: facts.board,
      latency_ms: Math.round(facts.latencyMs),
      seen_at: at,
      reachable: true,
      fingerprint: sql`coalesce(fingerprint, ${facts.fingerprint})`,
    })
    .where('id', '=', routerId)
    .execute()
}

export async function recordSeen(
  db: Db,
  { routerId, latencyMs, at }: { routerId: number; latencyMs: number; at: Date },
) {
  await db
    .updateTable('routers')
    .set({ latency_ms: Math.round(latencyMs), seen_at: at, reachable: true })
    .where('id', '=', routerId)
    .execute()
}

/** Keeps the list of profiles equal to what was read; returns the names that vanished. */
export async function recordProfiles(
  db: Db,
  read: { routerId: number; service: RouterService; profiles: RouterProfile[]; at: Date },
): Promise<string[]> {
  const { routerId, service, at } = read
  const names = read.profiles.map(({ name }) => name)
  await sql`
    insert into router_profiles (router_id, service, name, shared_users, rate_limit, comment,
      local_address, remote_address, only_one, address_list)
    select ${routerId}, ${service}, name, "sharedUsers", "rateLimit", coalesce(comment, ''),
      "localAddress", "remoteAddress", "onlyOne", "addressList"
    from json_to_recordset(${JSON.stringify(read.profiles)}::json)
      as p(name text, "sharedUsers" integer, "rateLimit" text, comment text,
        "localAddress" text, "remoteAddress" text, "onlyOne" boolean, "addressList" text)
    on conflict (router_id, service, name) do update set
      shared_users = excluded.shared_users, rate_limit = excluded.rate_limit,
      comment = excluded.comment, local_address = excluded.local_address,
      remote_address = excluded.remote_address, only_one = excluded.only_one,
      address_list = excluded.address_list, gone_at = null`.execute(db)
  const gone = await db
    .updateTable('router_profiles')
    .set({ gone_at: at })
    .where('router_id', '=', routerId)
    .where('service', '=', service)
    .where('gone_at', 'is', null)
    .where((eb) => eb.not(eb('name', '=', eb.fn.any(eb.val(names)))))
    .returning('name')
    .execute()
  await sql`update routers set profiles_at = now() where id = ${routerId}`.execute(db)
  return gone.map(({ name }) => name)
}

/** Packages sold over this router, with each profile one needs there: its own, and where who does not pay goes. */
export async function profilesNeeded(db: Db, routerId: number) {
  const { rows } = await sql<{ name: string; service: RouterService; profile: string }>`
    select p.name, case p.kind when 'pppoe' then 'ppp' else 'hotspot' end as service,
      needed.profile
    from package_routers r join packages p on p.id = r.package_id
    cross join lateral (values (p.profile), (p.isolir_profile)) as needed(profile)
    where r.router_id = ${routerId} and needed.profile is not null
    order by p.name`.execute(db)
  return rows
}

/** Undefined when it is there already. */
export async function setRouterAddress(
  db: Db,
  { name, host, port }: { name: string; host: string; port: number },
): Promise<number | undefined> {
  const row = await db
    .updateTable('routers')
    .set({ host, port })
    .where('name', '=', name)
    .where((eb) => eb.or([eb('host', '<>', host), eb('port', '<>', port)]))
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
