import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'

/** Has the brochure of a departure made and put in the chat of a lead, once per asking. */
export async function askForBrochure(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { leadId, departureId }: { leadId: number; departureId: number },
) {
  const askedAt = deps.now().toISOString()
  await later(deps, { kind: 'lead.brochure', leadId, departureId, askedAt })
}
