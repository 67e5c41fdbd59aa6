import type { Deps } from '../../src/domain/deps.ts'
import { insertDeparture } from '../../src/domain/leads/departure-queries.ts'

type Departure = Parameters<typeof insertDeparture>[1]

/** A departure on sale: 45 seats from Jakarta, unless told otherwise. */
export async function sellDeparture(deps: Deps, given: Partial<Departure> = {}) {
  await insertDeparture(
    deps.db,
    {
      code: 'BRKH-12',
      packageName: 'Umroh Berkah 12 Hari',
      departsOn: '2027-02-15',
      returnsOn: '2027-02-26',
      fromCity: 'Jakarta',
      airline: 'Saudia',
      seats: 45,
      seatsTaken: 0,
      prices: { quad: 29_900_000, triple: 31_500_000, double: 33_900_000 },
      brochure: {
        pitch: 'Dua belas hari yang tenang.',
        hotels: [{ city: 'Makkah', name: 'Anjum Hotel', stars: 5, nights: 5 }],
        itinerary: [{ day: 1, text: 'Terbang ke Jeddah.' }],
        included: ['Visa umroh'],
        excluded: ['Paspor'],
      },
      ...given,
    },
    deps.now(),
  )
}
