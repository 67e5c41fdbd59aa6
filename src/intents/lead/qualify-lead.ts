import { z } from 'zod'
import { letHumanAnswer } from '../../domain/chats/let-human-answer.ts'
import type { Deps } from '../../domain/deps.ts'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import { type Learned, learnAboutLead } from '../../domain/leads/learn-about-lead.ts'
import { listDepartures } from '../../domain/leads/list-leads.ts'
import { openLead } from '../../domain/leads/open-lead.ts'
import { pickDeparture } from '../../domain/leads/pick-departure.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { readAnswer } from '../understand/read-answer.ts'
import { readSource } from '../understand/read-source.ts'
import { words } from '../wording/words.ts'
import { askNext } from './ask-next.ts'
import { leadFields } from './lead-fields-schema.ts'
import { sayPrices, saySchedule } from './say-departures.ts'

/**
 * Somebody may want to go on umroh. What they wrote teaches all it can in one go; what they
 * asked is answered from the departures; what is still missing is asked one question at a time;
 * when nothing is missing the brochure goes out. Who wants to book is handed to a person.
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
    const { timeZone } = deps.business
    const text = answer ?? turn.text
    const { lead } = await openLead(deps, {
      personId: turn.person.id,
      conversationId: turn.conversationId,
      referral: turn.referral,
      source: readSource(text),
    })
    const read = readAnswer(text, { now: deps.now(), timeZone, asked, known: lead.fields })
    const known = { ...read, ...fields }
    const learned = await learnAboutLead(deps, { lead, fields: known })
    if (read.intent === 'ask_human' || read.intent === 'book') return handOver(deps, turn, read)
    return { ...next(deps, turn, learned), text: await reply(deps, turn, { learned, known }) }
  },
})

/** Wanting to book is worth a person at once, whatever is still missing. */
async function handOver(deps: Deps, turn: Turn, { intent }: LeadFields): Promise<Reply> {
  const { leads, people } = words(turn)
  await letHumanAnswer(deps, {
    conversationId: turn.conversationId,
    customer: turn.person.name ?? `#${turn.person.id}`,
    text: turn.text,
  })
  return { text: intent === 'book' ? leads.bookingComing : people.humanComing }
}

/** The buttons and the place for words that go with the next question. */
function next(deps: Deps, turn: Turn, learned: Learned): Partial<Reply> {
  return learned.kind === 'ask' ? askNext(deps, turn, learned.field) : {}
}

async function reply(
  deps: Deps,
  turn: Turn,
  { learned, known }: { learned: Learned; known: LeadFields },
): Promise<string> {
  const { leads } = words(turn)
  const asked = await answerFrom(deps, turn, known)
  const hello = learned.kind === 'ask' && learned.first ? leads.hello : undefined
  const own = learned.kind === 'known' && asked !== undefined ? undefined : say(deps, turn, learned)
  return [hello, asked, own].filter((part) => part !== undefined).join('\n\n')
}

/** Prices and dates, when that is what they asked for. */
async function answerFrom(deps: Deps, turn: Turn, known: LeadFields): Promise<string | undefined> {
  if (known.intent !== 'ask_price' && known.intent !== 'ask_schedule') return undefined
  const departures = await listDepartures(deps)
  if (known.intent === 'ask_schedule') return saySchedule(turn, departures)
  const departure = pickDeparture(departures, known)
  return departure && sayPrices(turn, departure)
}

function say(deps: Deps, turn: Turn, learned: Learned): string {
  const { leads } = words(turn)
  switch (learned.kind) {
    case 'ask':
      return askNext(deps, turn, learned.field).text
    case 'brochure':
      return leads.brochureComing(learned.departure.packageName, learned.departure.departsOn)
    case 'nothing_fits':
      return leads.nothingFits
    case 'known':
      return leads.known
  }
}
