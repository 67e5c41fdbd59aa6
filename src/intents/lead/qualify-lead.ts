import { z } from 'zod'
import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import { learnAboutLead, type MissingField } from '../../domain/leads/learn-about-lead.ts'
import { openLead } from '../../domain/leads/open-lead.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { readAnswer } from '../understand/read-answer.ts'
import { words } from '../wording/words.ts'
import { leadFields } from './lead-fields-schema.ts'

/**
 * Somebody may want to go on umroh. What they wrote teaches all it can in one go; what is still
 * missing is asked one question at a time; when nothing is missing the brochure goes out.
 */
export const qualifyLead = defineIntent({
  name: 'lead.qualify',
  who: 'everyone',
  when: 'The person is interested in umroh, a package, a brochure, or answers our questions about it.',
  input: z.object({
    /** Words that answer the question we asked last. */
    answer: z.string().optional(),
    asked: z.enum(['pilgrims', 'when', 'city']).optional(),
    /** What a button or the assistant already understood. */
    fields: leadFields.optional(),
  }),

  async run(deps, { answer, asked, fields = {} }, turn) {
    const { lead } = await openLead(deps, {
      personId: turn.person.id,
      conversationId: turn.conversationId,
      referral: turn.referral,
    })
    const { timeZone } = deps.business
    const read = readAnswer(answer ?? turn.text, { now: deps.now(), timeZone, asked })
    const learned = await learnAboutLead(deps, { lead, fields: { ...read, ...fields } })
    const { leads } = words(turn)
    switch (learned.kind) {
      case 'ask': {
        const question = ask(deps, turn, learned.field)
        return learned.first
          ? { ...question, text: `${leads.hello}\n\n${question.text}` }
          : question
      }
      case 'brochure': {
        const { packageName, departsOn } = learned.departure
        return { text: leads.brochureComing(packageName, departsOn) }
      }
      case 'nothing_fits':
        return { text: leads.nothingFits }
      case 'known':
        return { text: leads.known }
    }
  },
})

function ask(deps: Pick<Deps, 'now' | 'business'>, turn: Turn, field: MissingField): Reply {
  const { leads } = words(turn)
  const text = { pilgrims: leads.askPilgrims, when: leads.askWhen, city: leads.askCity }[field]
  const free = { act: { intent: 'lead.qualify', input: { asked: field } }, field: 'answer' }
  switch (field) {
    case 'pilgrims':
      return {
        text,
        free,
        choices: [1, 2, 3, 4].map((pilgrims) => choose(leads.people(pilgrims), { pilgrims })),
      }
    case 'when': {
      const today = dayOf(deps.now(), deps.business.timeZone)
      const months = nextMonths(today, 5).map(({ label, when }) =>
        choose(label(turn.person.language), { when }),
      )
      const anyTime = { from: today, to: addDays(today, 365) }
      return { text, free, choices: [...months, choose(leads.anyMonth, { when: anyTime })] }
    }
    case 'city':
      return { text, free }
  }
}

function choose(label: string, fields: LeadFields) {
  return { label, act: { intent: 'lead.qualify', input: { fields } } }
}

function nextMonths(today: Day, count: number) {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: count }, (_, place) => {
    const first = new Date(Date.UTC(year, month + place, 1))
    const last = new Date(Date.UTC(year, month + place + 1, 0))
    const when = { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) }
    const label = (language: 'id' | 'en') =>
      new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        first,
      )
    return { label, when }
  })
}
