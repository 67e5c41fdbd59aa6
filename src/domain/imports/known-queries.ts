import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** Which of these numbers belong to customers already. Who only wrote to us once is none yet. */
export async function knownCustomerPhones(db: Db, phones: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ value: string }>`
    select distinct i.value from identities i join customers c on c.person_id = i.person_id
    where i.kind = 'phone' and i.value = any(${phones}::text[])`.execute(db)
  return new Set(rows.map(({ value }) => value))
}

export async function knownPackageCodes(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('packages').select('code').execute()
  return new Set(rows.map(({ code }) => code.toLowerCase()))
}

export type KnownPackage = {
  id: number
  kind: 'hotspot' | 'pppoe'
  code: string
  name: string
  profile: string
  isolir_profile: string | null
  price_rupiah: number
  cost_rupiah: number
  calendar_seconds: number | null
  on_all_routers: boolean
  spread: boolean
}

export function packagesKnown(db: Db): Promise<KnownPackage[]> {
  return db
    .selectFrom('packages')
    .select([
      'id',
      'kind',
      'code',
      'name',
      'profile',
      'isolir_profile',
      'price_rupiah',
      'cost_rupiah',
      'calendar_seconds',
      'on_all_routers',
      'spread',
    ])
    .orderBy('price_rupiah')
    .orderBy('code')
    .execute()
}

/** Lines that live, by their names in small letters, with the numbers of whose they are. */
export async function livingLines(
  db: Db,
  usernames: string[],
): Promise<Map<string, { phones: string[] }>> {
  const { rows } = await sql<{ name: string; phones: string[] }>`
    select lower(s.username) as name,
      array(select i.value from identities i
        where i.person_id = s.person_id and i.kind = 'phone') as phones
    from subscriptions s
    where s.state <> 'stopped'
      and lower(s.username) = any(${usernames.map((name) => name.toLowerCase())}::text[])`.execute(
    db,
  )
  return new Map(rows.map(({ name, phones }) => [name, { phones }]))
}

/** Whose each static address is, as `router:address`. */
export async function takenAddresses(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ place: string; username: string }>`
    select router_id || ':' || static_address as place, username from subscriptions
    where state <> 'stopped' and static_address is not null`.execute(db)
  return new Map(rows.map(({ place, username }) => [place, username]))
}

/** Users a router should have, as `service:name`. */
export async function wantedUsers(db: Db, routerId: number): Promise<Set<string>> {
  const { rows } = await sql<{ place: string }>`
    select service || ':' || name as place from router_users
    where router_id = ${routerId} and wanted`.execute(db)
  return new Set(rows.map(({ place }) => place))
}

/** Which of these voucher codes exist, as people type them: in capitals. */
export async function takenCodes(db: Db, codes: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select upper(code) as code from vouchers
    where upper(code) = any(${codes.map((code) => code.toUpperCase())}::text[])`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

/**
 * Lines of ours that marks speak of, whether they live or not: a number in a mark is a number of
 * ours only where the name beside it is the line's too.
 */
export async function linesOfMarks(
  db: Db,
  marks: { subscription: string; name: string }[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; person_id: number }>`
    select m.name, s.person_id
    from unnest(${marks.map(({ subscription }) => subscription)}::text[],
      ${marks.map(({ name }) => name)}::text[]) as m(subscription, name)
    join subscriptions s on s.id::text = m.subscription and lower(s.username) = lower(m.name)`.execute(
    db,
  )
  return new Map(rows.map(({ name, person_id: personId }) => [name, personId]))
}
