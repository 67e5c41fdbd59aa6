import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import { renameIfUnnamed } from '../people/change-person.ts'
import { findPersonName } from '../people/describe-person.ts'
import { askForBrochure } from './ask-for-brochure.ts'
import { listOpenDepartures } from './departure-queries.ts'
import type { LeadFields } from './lead-fields.ts'
import { findPhone, type LeadRow, updateLead } from './lead-queries.ts'
import { pickDeparture } from './pick-departure.ts'

/** What we still want to know, in the order we ask. One question at a time. */
export type MissingField = 'pilgrims' | 'when' | 'city'

export type Learned =
  | { kind: 'ask'; field: MissingField; first: boolean }
  | { kind: 'brochure'; departure: { code: string; packageName: string; departsOn: string } }
  /** Qualified, and nothing to sell fits: a person must look. */
  | { kind: 'nothing_fits' }
  /** All was known before and the brochure is out, or on its way. */
  | { kind: 'known' }

/**
 * Adds what a message taught to what is known, the later word winning. Once nothing is missing
 * the lead is qualified: the team gets its card and the customer the brochure that fits.
 */
export async function learnAboutLead(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'>,
  { lead, fields }: { lead: LeadRow; fields: LeadFields },
): Promise<Learned> {
  const { intent: _intent, ...lasting } = fields
  const known: LeadFields = { ...lead.fields, ...lasting }
  const at = deps.now()
  const score = scoreOf(known)
  if (known.name) await renameIfUnnamed(deps, lead.person_id, known.name)

  const missing = missingField(known)
  if (missing) {
    const stage = lead.stage === 'new' ? 'contacted' : lead.stage
    await updateLead(deps.db, lead.id, { stage, fields: known, asked: missing, score, at })
    return { kind: 'ask', field: missing, first: lead.stage === 'new' }
  }

  const departures = await listOpenDepartures(deps.db, dayOf(at, deps.business.timeZone))
  const departure = pickDeparture(departures, known)
  const isNews =
    !departure ||
    lead.departure_id === null ||
    (lead.departure_id !== departure.id && wishOf(known) !== wishOf(lead.fields))
  await updateLead(deps.db, lead.id, {
    ...(['new', 'contacted'].includes(lead.stage) && { stage: 'qualified' }),
    ...(departure && isNews && { departureId: departure.id }),
    fields: known,
    asked: null,
    score,
    at,
  })
  if (!isNews) return { kind: 'known' }
  await showCard(deps, lead, { fields: known, score, departure: departure?.code ?? null })
  if (!departure) return { kind: 'nothing_fits' }
  await askForBrochure(deps, { leadId: lead.id, departureId: departure.id })
  const { code, package_name: packageName, departs_on: departsOn } = departure
  return { kind: 'brochure', departure: { code, packageName, departsOn } }
}

/** What a departure is picked by: while it stays, so does the pick, even if another fits now. */
function wishOf({ pilgrims, when, city, budget, package: wanted }: LeadFields) {
  const { min, max, per } = budget ?? {}
  return JSON.stringify([pilgrims, when?.from, when?.to, city, min, max, per, wanted])
}

export function missingField(fields: LeadFields): MissingField | undefined {
  if (fields.pilgrims === undefined) return 'pilgrims'
  if (fields.when === undefined) return 'when'
  if (fields.city === undefined) return 'city'
  return undefined
}

/** 0 to 100: how near somebody is to going. */
export function scoreOf(fields: LeadFields): number {
  const { pilgrims, when, city, budget, passport, room, name } = fields
  const points = [
    pilgrims !== undefined ? 20 : 0,
    (pilgrims ?? 0) >= 4 ? 10 : 0,
    when ? 20 : 0,
    city ? 10 : 0,
    budget ? 15 : 0,
    passport === 'ready' ? 15 : 0,
    room ? 5 : 0,
    name ? 5 : 0,
  ]
  return points.reduce((sum, one) => sum + one, 0)
}

async function showCard(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  lead: LeadRow,
  { fields, score, departure }: { fields: LeadFields; score: number; departure: string | null },
) {
  await tellStaff(deps, 'leads.work', {
    code: 'lead.card',
    details: {
      leadId: lead.id,
      conversationId: lead.conversation_id,
      name: fields.name ?? (await findPersonName(deps, lead.person_id)),
      contact: await findPhone(deps.db, lead.person_id),
      source: lead.source,
      adHeadline: headlineOf(lead.referral),
      fields,
      score,
      departure,
    },
    slot: `lead:${lead.id}`,
  })
}

function headlineOf(referral: object | null): string | null {
  return referral && 'headline' in referral && typeof referral.headline === 'string'
    ? referral.headline
    : null
}
