import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/**
 * A secret on a router is ours from now on, wanted as it stands there. It counts as behind until
 * its comment is ours too; nobody is put out for that.
 */
export async function standInAsOurs(
  db: Db,
  one: {
    routerId: number
    name: string
    secret: Buffer
    profile: string
    comment: string
    disabled: boolean
    subscriptionId: number
    remoteAddress: string | null
    ref: string
  },
) {
  const { rows } = await sql<{ id: number }>`
      insert into router_users (router_id, service, name, secret, profile, comment, disabled,
        subscription_id, remote_address, router_ref, wanted, version, synced)
      values (${one.routerId}, 'ppp', ${one.name}, ${one.secret}, ${one.profile}, ${one.comment},
        ${one.disabled}, ${one.subscriptionId}, ${one.remoteAddress}, ${one.ref}, true, 1, 0)
      on conflict (router_id, service, name) do update set
        secret = excluded.secret, profile = excluded.profile, comment = excluded.comment,
        disabled = excluded.disabled, subscription_id = excluded.subscription_id,
        remote_address = excluded.remote_address, router_ref = excluded.router_ref,
        wanted = true, version = router_users.version + 1, synced = 0, problem = null
      where not router_users.wanted
      returning id`.execute(db)
  // A row that was there before changed; whoever is on line has what it says now, and stays.
  await sql`
    update router_users set must_kick = false
    where must_kick and id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(db)
  await forgetStrangers(db, { routerId: one.routerId, service: 'ppp', names: [one.name] })
}

/** They are known now. */
export async function forgetStrangers(
  db: Db,
  { routerId, service, names }: { routerId: number; service: 'hotspot' | 'ppp'; names: string[] },
) {
  await sql`
    delete from router_strangers
    where router_id = ${routerId} and service = ${service} and name = any(${names}::text[])`.execute(
    db,
  )
}

/** Whether a profile is where those of a package are sent who did not pay. */
export async function isIsolir(db: Db, packageId: number, profile: string): Promise<boolean> {
  const row = await db
    .selectFrom('packages')
    .where('id', '=', packageId)
    .select('isolir_profile')
    .executeTakeFirst()
  return row?.isolir_profile === profile
}
