import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { RegistrationCard } from '../messages/line-notices.ts'
import type { Db, Tables } from '../tables.ts'

export type RegistrationRow = Selectable<Tables['registrations']>

export type NewRegistration = {
  personId: number
  conversationId: number
  name: string
  /** Where the chat does not show it. */
  phone: string | null
  address: string
  latitude: number | null
  longitude: number | null
  packageId: number
}

/** Undefined when one of this person is open already. */
export async function insertRegistration(
  db: Db,
  one: NewRegistration,
  at: Date,
): Promise<number | undefined> {
  const row = await db
    .insertInto('registrations')
    .values({
      person_id: one.personId,
      conversation_id: one.conversationId,
      name: one.name,
      phone: one.phone,
      address: one.address,
      latitude: one.latitude,
      longitude: one.longitude,
      package_id: one.packageId,
      asked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export function openRegistrationOf(db: Db, personId: number) {
  return db
    .selectFrom('registrations')
    .innerJoin('packages', 'packages.id', 'registrations.package_id')
    .where('person_id', '=', personId)
    .where('state', 'in', ['asked', 'approved'])
    .select([
      'registrations.id',
      'registrations.state',
      'registrations.install_on',
      'packages.name as package',
    ])
    .executeTakeFirst()
}

export function lockRegistration(db: Db, id: number): Promise<RegistrationRow | undefined> {
  return db
    .selectFrom('registrations')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function setRegistration(
  db: Db,
  id: number,
  change: {
    state?: RegistrationRow['state']
    reason?: string
    install_on?: Day
    technician_id?: number | null
    subscription_id?: number
    decided_by?: number
    decided_at?: Date
  },
) {
  await db.updateTable('registrations').set(change).where('id', '=', id).execute()
}

const cards = (which: RawBuilder<unknown>, rest: RawBuilder<unknown>) => sql<RegistrationCard>`
  select g.id as "registrationId", g.state, g.name, g.address, g.latitude, g.longitude,
    coalesce(g.phone, (select i.value from identities i where i.person_id = g.person_id
      and i.kind = 'phone' order by i.account_id limit 1)) as phone,
    p.name as package, p.price_rupiah as "priceRupiah", g.install_on as "installOn",
    coalesce(t.name, '#' || t.id) as technician, g.reason,
    -- Also of whoever has the number he gave.
    array(select s.username from subscriptions s where s.state <> 'stopped'
      and s.id is distinct from g.subscription_id and (s.person_id = g.person_id
        or exists (select from identities i where i.person_id = s.person_id and i.kind = 'phone'
          and i.value = g.phone)) order by s.id) as lines
  from registrations g
  join packages p on p.id = g.package_id
  left join people t on t.id = g.technician_id
  where ${which} ${rest}`

export async function registrationCard(db: Db, id: number): Promise<RegistrationCard | undefined> {
  const { rows } = await cards(sql`g.id = ${id}`, sql``).execute(db)
  return rows[0]
}

/** Those that wait for a yes, then those that wait for their day. */
export async function openRegistrations(db: Db, limit: number): Promise<RegistrationCard[]> {
  const { rows } = await cards(
    sql`g.state in ('asked', 'approved')`,
    sql`order by g.state = 'approved', g.install_on, g.id limit ${limit}`,
  ).execute(db)
  return rows
}
