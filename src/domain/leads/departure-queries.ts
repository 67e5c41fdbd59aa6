import type { Db } from '../tables.ts'

const columns = [
  'id',
  'code',
  'package_name',
  'departs_on',
  'returns_on',
  'from_city',
  'airline',
  'brochure',
  'prices',
  'seats',
  'seats_taken',
  'state',
] as const

export type DepartureRow = Awaited<ReturnType<typeof getDeparture>>

export function getDeparture(db: Db, id: number) {
  return db.selectFrom('departures').where('id', '=', id).select(columns).executeTakeFirstOrThrow()
}

/** What can still be sold from a day on, soonest first. */
export function listOpenDepartures(db: Db, from: string) {
  return db
    .selectFrom('departures')
    .where('state', '=', 'published')
    .where('departs_on', '>=', from)
    .whereRef('seats_taken', '<', 'seats')
    .select(columns)
    .orderBy('departs_on')
    .orderBy('id')
    .execute()
}

export function findDepartureByCode(db: Db, code: string) {
  return db
    .selectFrom('departures')
    .where((eb) => eb(eb.fn('upper', ['code']), '=', code.toUpperCase()))
    .select(columns)
    .executeTakeFirst()
}
