import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { getPersonLanguage } from '../people/describe-person.ts'
import type { Language } from '../people/person.ts'
import type { LeadStage } from '../tables.ts'
import { type DepartureRow, getDeparture } from './departure-queries.ts'
import { getLead, insertBrochure, updateLead } from './lead-queries.ts'
import { lowestPrice } from './pick-departure.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'documents' | 'files'>

const BEFORE = new Set<LeadStage>(['new', 'contacted', 'qualified'])

/** Makes the brochure of a departure and puts it in the chat of a lead. Sent twice is sent once. */
export async function sendBrochure(
  deps: Needs,
  { leadId, departureId, askedAt }: { leadId: number; departureId: number; askedAt: string },
) {
  const lead = await getLead(deps.db, leadId)
  const departure = await getDeparture(deps.db, departureId)
  const language = await getPersonLanguage(deps, lead.person_id)
  const file = await makeBrochure(deps, departure, language)
  await inTransaction(deps, async (deps) => {
    const at = deps.now()
    const asked = { leadId, departureId, askedAt: new Date(askedAt), at }
    if (!(await insertBrochure(deps.db, asked))) return
    await tell(deps, lead.conversation_id, {
      code: 'lead.brochure',
      details: {
        package: departure.package_name,
        departsOn: departure.departs_on,
        fromRupiah: lowestPrice(departure.prices) ?? 0,
        file,
      },
    })
    await updateLead(deps.db, leadId, {
      // Whoever is further on, or lost, stays so.
      ...(BEFORE.has(lead.stage) && { stage: 'brochure_sent' }),
      departureId,
      brochureSentAt: at,
      at,
    })
  })
}

/** Seats change by the hour, so the sheet is made anew each time; it takes well under a second. */
export async function makeBrochure(
  deps: Pick<Deps, 'db' | 'documents' | 'files'>,
  departure: DepartureRow,
  language: Language,
): Promise<FileRef> {
  const {
    code,
    package_name: packageName,
    departs_on: departsOn,
    returns_on: returnsOn,
  } = departure
  const bytes = await deps.documents.brochure({
    language,
    business: await businessName(deps),
    contact: null,
    code,
    packageName,
    departsOn,
    returnsOn,
    fromCity: departure.from_city,
    airline: departure.airline,
    seatsLeft: departure.seats - departure.seats_taken,
    prices: departure.prices,
    brochure: departure.brochure,
  })
  const key = `brochures/${code}-${language}.pdf`
  await deps.files.put(key, bytes)
  return { key, name: `${packageName} ${departsOn}.pdf`, mime: 'application/pdf' }
}
