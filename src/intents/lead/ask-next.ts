import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import type { MissingField } from '../../domain/leads/learn-about-lead.ts'
import type { Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'

/** The question for one missing field: buttons for the likely answers, words for any other. */
export function askNext(
  deps: Pick<Deps, 'now' | 'business'>,
  turn: Turn,
  field: MissingField,
): Reply {
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
