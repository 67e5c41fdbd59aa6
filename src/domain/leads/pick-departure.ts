import type { Day } from '../day.ts'
import type { RoomPrices } from './departure.ts'
import type { LeadFields } from './lead-fields.ts'

type Candidate = {
  departs_on: Day
  from_city: string
  package_name: string
  code: string
  prices: RoomPrices
  seats: number
  seats_taken: number
}

/**
 * The departure that fits best what is known: enough seats is a must; then the days wished for,
 * the package named, the city, the budget; among equals the soonest. Undefined when none has the
 * seats.
 */
export function pickDeparture<D extends Candidate>(
  departures: D[],
  fields: LeadFields,
): D | undefined {
  const seats = fields.pilgrims ?? 1
  const fitting = departures.filter((one) => one.seats - one.seats_taken >= seats)
  const [best] = fitting
    .map((departure) => ({ departure, fit: fitOf(departure, fields) }))
    .toSorted(
      (a, b) => b.fit - a.fit || a.departure.departs_on.localeCompare(b.departure.departs_on),
    )
  return best?.departure
}

function fitOf(departure: Candidate, { when, city, package: wanted, budget }: LeadFields) {
  let fit = 0
  if (when)
    fit += isWithin(departure.departs_on, when) ? 100 : -daysAway(departure.departs_on, when)
  if (
    wanted &&
    `${departure.package_name} ${departure.code}`.toLowerCase().includes(wanted.toLowerCase())
  ) {
    fit += 200
  }
  if (city && departure.from_city.toLowerCase() === city.toLowerCase()) fit += 20
  const price = lowestPrice(departure.prices)
  if (budget?.max !== undefined && budget.per !== 'total' && price !== undefined) {
    fit += price <= budget.max ? 30 : -10
  }
  return fit
}

export function lowestPrice(prices: RoomPrices): number | undefined {
  const known = [prices.quad, prices.triple, prices.double].filter((one) => one !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

function isWithin(day: Day, { from, to }: { from: Day; to: Day }) {
  return day >= from && day <= to
}

function daysAway(day: Day, { from, to }: { from: Day; to: Day }) {
  const edge = day < from ? from : to
  return Math.abs(Date.parse(day) - Date.parse(edge)) / 86_400_000
}
