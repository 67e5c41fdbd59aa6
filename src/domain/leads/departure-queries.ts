import type { Db } from '../tables.ts'
import type { Brochure, RoomPrices } from './departure.ts'

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

export async function insertDeparture(
  db: Db,
  departure: {
    code: string
    packageName: string
    departsOn: string
    returnsOn: string
    fromCity: string
    airline: string
    seats: number
    seatsTaken: number
    prices: RoomPrices
    brochure: Brochure
  },
  at: Date,
) {
  await db
    .insertInto('departures')
    .values({
      code: departure.code,
      package_name: departure.packageName,
      departs_on: departure.departsOn,
      returns_on: departure.returnsOn,
      from_city: departure.fromCity,
      airline: departure.airline,
      seats: departure.seats,
      seats_taken: departure.seatsTaken,
      prices: JSON.stringify(departure.prices),
      brochure: JSON.stringify(departure.brochure),
      state: 'published',
      created_at: at,
    })
    .execute()
}
