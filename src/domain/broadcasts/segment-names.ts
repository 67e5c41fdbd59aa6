import type { Deps } from '../deps.ts'
import { dayOf } from '../day.ts'
import { listOpenDepartures } from '../leads/departure-queries.ts'
import { listPackages } from '../packages/list-packages.ts'
import { listRouters } from '../routers/list-routers.ts'
import type { LeadStage } from '../tables.ts'
import type { SegmentKind, SegmentPart } from './broadcast.ts'
import { listTags, selectNameOf } from './segment-queries.ts'

/** A part with the name of what it points at. */
export type NamedPart = { part: SegmentPart; name: string | null }

type NameDeps = Pick<Deps, 'db' | 'now' | 'business'>

const STAGES: LeadStage[] = [
  'new',
  'contacted',
  'qualified',
  'brochure_sent',
  'meeting',
  'dp_paid',
  'won',
  'lost',
]

/** What may be picked of a kind. */
export async function partsOfKind(deps: NameDeps, kind: SegmentKind): Promise<NamedPart[]> {
  switch (kind) {
    case 'customers':
    case 'isolated':
    case 'resellers':
      return [{ part: { by: kind }, name: null }]
    case 'unpaid':
      return [false, true].map((overdueOnly) => ({ part: { by: kind, overdueOnly }, name: null }))
    case 'bought':
      return [{ part: { by: kind, withinDays: 30 }, name: null }]
    case 'package': {
      const packages = await listPackages(deps)
      return packages.map(({ id, name }) => ({ part: { by: kind, packageId: id }, name }))
    }
    case 'router': {
      const routers = await listRouters(deps)
      return routers.map(({ id, name }) => ({ part: { by: kind, routerId: id }, name }))
    }
    case 'stage':
      return STAGES.map((stage) => ({ part: { by: kind, stage }, name: stage }))
    case 'departure': {
      const open = await listOpenDepartures(deps.db, dayOf(deps.now(), deps.business.timeZone))
      return open.map(({ id, code, package_name: name }) => ({
        part: { by: kind, departureId: id },
        name: `${name} ${code}`,
      }))
    }
    case 'tag':
      return (await listTags(deps.db)).map((tag) => ({ part: { by: kind, tag }, name: tag }))
  }
}

/** The parts of a segment as they can be read. */
export async function nameParts({ db }: Pick<Deps, 'db'>, parts: SegmentPart[]) {
  const named: NamedPart[] = []
  for (const part of parts) named.push({ part, name: await nameOfPart(db, part) })
  return named
}

async function nameOfPart(db: Deps['db'], part: SegmentPart): Promise<string | null> {
  switch (part.by) {
    case 'package':
    case 'router':
    case 'departure':
      return selectNameOf(db, part)
    case 'tag':
      return part.tag
    case 'stage':
      return part.stage
    case 'customers':
    case 'unpaid':
    case 'isolated':
    case 'bought':
    case 'resellers':
      return null
  }
}
