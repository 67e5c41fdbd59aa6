import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/**
 * Gives subscriptions a row on every router that should carry them and has none: the router of
 * the line, or all of its package. Such a row is not wanted yet; `squareSecrets` makes it so.
 * One that somebody else's stopped line left behind is taken over.
 */
export async function placeSecrets(
  db: Db,
  subscriptionIds: number[],
  { secret, comment }: { secret?: Buffer; comment?: string } = {},
) {
  await sql`
    insert into router_users
      (router_id, service, name, secret, profile, comment, subscription_id, wanted, synced)
    select r.id, 'ppp', s.username,
      coalesce(${secret ?? null}::bytea, (select u.secret from router_users u
        where u.subscription_id = s.id order by u.wanted desc, u.id desc limit 1)),
      p.profile, coalesce(${comment ?? null}::text, (select u.comment from router_users u
        where u.subscription_id = s.id order by u.id limit 1)),
      s.id, false, 1
    from subscriptions s join packages p on p.id = s.package_id
    join routers r on r.id = s.router_id or (p.on_all_routers and r.state = 'active' and exists (
      select from package_routers pr where pr.package_id = p.id and pr.router_id = r.id))
    where s.id = any(${subscriptionIds}::bigint[]) and s.state <> 'stopped'
      and not exists (select from router_users u where u.router_id = r.id and u.service = 'ppp'
        and u.name = s.username and u.subscription_id = s.id)
    on conflict (router_id, service, name) do update set
      secret = excluded.secret, comment = excluded.comment, profile = excluded.profile,
      subscription_id = excluded.subscription_id
    where not router_users.wanted`.execute(db)
}

/**
 * Makes what routers should have follow from the subscriptions, whatever was changed of them:
 * isolated ones are disabled, or walled in where the package names a profile for it that the
 * router has, their static address taken away since it would lead past the wall. Rows that
 * already are so stay. Returns the routers that have work now.
 */
export async function squareSecrets(
  db: Db,
  subscriptionIds: number[],
  at: Date | null = null,
): Promise<number[]> {
  const { rows } = await sql<{ router_id: number }>`
    with wished as (
      select u.id, s.static_address, s.state = 'isolated' as isolated, p.profile, p.isolir_profile,
        s.state <> 'stopped' and u.name = s.username and (u.router_id = s.router_id
          or (p.on_all_routers and exists (select from package_routers pr
            where pr.package_id = p.id and pr.router_id = u.router_id))) as wanted,
        s.state = 'isolated' and exists (select from router_profiles f
          where f.router_id = u.router_id and f.service = 'ppp' and f.name = p.isolir_profile
            and f.gone_at is null) as walled
      from router_users u
      join subscriptions s on s.id = u.subscription_id
      join packages p on p.id = s.package_id
      where s.id = any(${subscriptionIds}::bigint[]) and u.service = 'ppp'
    ), due as (
      select w.id, w.wanted,
        case when w.wanted then w.isolated and not w.walled else u.disabled end as disabled,
        case when not w.wanted then u.profile
          when w.walled then w.isolir_profile else w.profile end as profile,
        case when not w.wanted then u.remote_address
          when not w.walled then w.static_address end as remote_address
      from wished w join router_users u using (id)
    ), changed as (
      update router_users u set wanted = d.wanted, disabled = d.disabled, profile = d.profile,
        remote_address = d.remote_address, version = u.version + 1, problem = null,
        -- A session under way would go on as it was; whoever was shut out has none, and the modem
        -- that is quick to dial again is left alone.
        must_kick = u.must_kick or not u.disabled
      from due d
      where u.id = d.id and (u.wanted, u.disabled, u.profile, u.remote_address)
        is distinct from (d.wanted, d.disabled, d.profile, d.remote_address)
      returning u.router_id, u.subscription_id
    ), cut as (
      update subscriptions set cut_at = coalesce(${at}, cut_at)
      where id in (select subscription_id from changed)
    )
    select distinct router_id from changed`.execute(db)
  return rows.map(({ router_id }) => router_id)
}

/** Another password. Whoever is on line stays so until he dials again. */
export async function setSecret(
  db: Db,
  { subscriptionId, secret }: { subscriptionId: number; secret: Buffer },
): Promise<number[]> {
  const calm = await db
    .selectFrom('router_users')
    .where('subscription_id', '=', subscriptionId)
    .where('must_kick', '=', false)
    .select('id')
    .forNoKeyUpdate()
    .execute()
  const rows = await db
    .updateTable('router_users')
    .set((row) => ({ secret, version: row('version', '+', 1), problem: null }))
    .where('subscription_id', '=', subscriptionId)
    .where('wanted', '=', true)
    .returning('router_id')
    .execute()
  // Every other change ends the session; this one must not.
  await db
    .updateTable('router_users')
    .set({ must_kick: false })
    .where('id', '=', (eb) => eb.fn.any(eb.val(calm.map(({ id }) => id))))
    .execute()
  return [...new Set(rows.map(({ router_id }) => router_id))]
}

export async function sealedPassword(db: Db, subscriptionId: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('router_users')
    .where('subscription_id', '=', subscriptionId)
    .where('wanted', '=', true)
    .select('secret')
    .orderBy('id')
    .executeTakeFirst()
  return row?.secret
}
