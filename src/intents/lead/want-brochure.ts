import { z } from 'zod'
import { askForBrochure } from '../../domain/leads/ask-for-brochure.ts'
import { findDeparture } from '../../domain/leads/list-leads.ts'
import { openLead } from '../../domain/leads/open-lead.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** The brochure of one departure, for whoever asks. */
export const wantBrochure = defineIntent({
  name: 'lead.brochure',
  who: 'everyone',
  input: z.object({ code: z.string().trim().min(1).max(40) }),

  async run(deps, { code }, turn) {
    const { conversationId, person, referral } = turn
    const departure = await findDeparture(deps, code)
    const { lead } = await openLead(deps, { personId: person.id, conversationId, referral })
    await askForBrochure(deps, { leadId: lead.id, departureId: departure.id })
    return { text: words(turn).leads.brochureHere(departure.code) }
  },
})
