import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Refusal } from '../refusal.ts'
import { findLead } from './lead-queries.ts'

/** Has the brochure of a departure made and put in the chat of a lead, once per asking. */
export async function askForBrochure(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { leadId, departureId }: { leadId: number; departureId: number },
) {
  if (!(await findLead(deps.db, leadId))) throw new Refusal('lead.unknown', { id: leadId })
  const askedAt = deps.now().toISOString()
  await later(deps, { kind: 'lead.brochure', leadId, departureId, askedAt })
}
