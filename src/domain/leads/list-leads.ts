import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { findDepartureByCode, listOpenDepartures } from './departure-queries.ts'
import { countByStage, listLeadRows } from './lead-queries.ts'

/** The newest leads, and how many stand at each stage. */
export async function listLeads({ db }: Pick<Deps, 'db'>) {
  const [leads, stages] = await Promise.all([listLeadRows(db, 10), countByStage(db)])
  return { leads, stages }
}

/** What can be booked from today on. */
export function listDepartures({ db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>) {
  return listOpenDepartures(db, dayOf(now(), business.timeZone))
}

export async function findDeparture(deps: Pick<Deps, 'db' | 'now' | 'business'>, code: string) {
  const departure = await findDepartureByCode(deps.db, code)
  if (departure) return departure
  const known = await listDepartures(deps)
  throw new Refusal('departure.unknown', { code, known: known.map((one) => one.code) })
}
