import type { listDepartures } from '../../domain/leads/list-leads.ts'
import { lowestPrice } from '../../domain/leads/pick-departure.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'

type Departure = Awaited<ReturnType<typeof listDepartures>>[number]

/** A list longer than this is a catalogue, and nobody reads it in a chat. */
const MOST_LINES = 6

/** Dates and seats, from the departures themselves and nothing else. */
export function saySchedule(turn: Turn, departures: Departure[]): string {
  const { leads } = words(turn)
  if (departures.length === 0) return leads.noSchedule
  const lines = departures.slice(0, MOST_LINES).map((one) =>
    leads.scheduleLine({
      name: one.package_name,
      departsOn: one.departs_on,
      from: one.from_city,
      rupiah: lowestPrice(one.prices),
      seats: one.seats - one.seats_taken,
    }),
  )
  return leads.schedule(lines)
}

export function sayPrices(turn: Turn, { package_name, departs_on, prices }: Departure): string {
  const { leads } = words(turn)
  const lines = (['quad', 'triple', 'double'] as const).flatMap((room) => {
    const rupiah = prices[room]
    return rupiah === undefined ? [] : [leads.priceLine(leads.rooms[room], rupiah)]
  })
  return leads.prices(package_name, departs_on, lines)
}
