import { z } from 'zod'
import { learnAboutLead } from '../../domain/leads/learn-about-lead.ts'
import { hasOpenLead, openLead } from '../../domain/leads/open-lead.ts'
import { defineIntent } from '../intent.ts'
import { askNext } from './ask-next.ts'
import { leadFields } from './lead-fields-schema.ts'

/**
 * An answer that was worded and checked before, with what it taught about the journey. Whoever
 * is a lead, or told something of his journey, is asked the next question with it.
 */
export const replyToLead = defineIntent({
  name: 'lead.reply',
  who: 'everyone',
  input: z.object({ text: z.string().min(1).max(1_000), fields: leadFields.optional() }),

  async run(deps, { text, fields = {} }, turn) {
    const { conversationId, person, referral } = turn
    const isLead = Object.keys(fields).length > 0 || (await hasOpenLead(deps, conversationId))
    if (!isLead) return { text }
    const { lead } = await openLead(deps, { personId: person.id, conversationId, referral })
    const learned = await learnAboutLead(deps, { lead, fields })
    if (learned.kind !== 'ask') return { text }
    const question = askNext(deps, turn, learned.field)
    return { ...question, text: `${text}\n\n${question.text}` }
  },
})
