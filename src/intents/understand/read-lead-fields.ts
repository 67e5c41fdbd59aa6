import { dayOf } from '../../domain/day.ts'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import { withoutAsides } from './lead/asides.ts'
import { readBudget } from './lead/budget.ts'
import { readCity, type CitySaid } from './lead/city.ts'
import { readFirstTime } from './lead/first-time.ts'
import { readIntent } from './lead/intent.ts'
import { readName } from './lead/name.ts'
import { deniedBy, readOurQuestion, readYesNo, type OurQuestion } from './lead/our-question.ts'
import { readPackage } from './lead/package.ts'
import { partyFields, partyOf, readParty, withSaid, type Party } from './lead/party.ts'
import { readPassport } from './lead/passport.ts'
import type { Reading, Topic } from './lead/reading.ts'
import { readRoom } from './lead/room.ts'
import { readWhen } from './lead/when.ts'
import { readWords } from './words.ts'

/** A history line of ours begins like this: it gives short answers their meaning, nothing else. */
export const OURS = 'admin: '

type Known = { fields: LeadFields; party: Party; city?: CitySaid }

/**
 * What a prospective pilgrim has told us, by rules alone: everything known after `known`,
 * `history` (oldest first) and `text`, the later word winning; `intent` is that of `text`.
 * What is not said, mixed or unclear is left out.
 */
export function readLeadFields(
  text: string,
  options: { now: Date; history?: string[]; known?: LeadFields; timeZone: string },
): LeadFields {
  const today = dayOf(options.now, options.timeZone)
  let known = startFrom(options.known ?? {})
  let question: OurQuestion | undefined
  for (const line of [...(options.history ?? []), text]) {
    if (line.startsWith(OURS)) question = readOurQuestion(line.slice(OURS.length))
    else known = withMessage(known, line, { question, today })
  }
  const { words, yes } = heard(text, question)
  const intent = readIntent(words.plain)
  const agreed = intent === 'other' && yes?.yes === true ? question?.offers : undefined
  return tidy({ ...known.fields, intent: agreed ?? intent })
}

function startFrom({ intent: _intent, ...fields }: LeadFields): Known {
  const city = fields.city === undefined ? {} : { city: { city: fields.city, start: false } }
  return { fields, party: partyOf(fields), ...city }
}

type Heard = { question: OurQuestion | undefined; today: string }

function heard(text: string, question: OurQuestion | undefined) {
  const words = readWords(text)
  return { words, yes: question && readYesNo(words.plain) }
}

function withMessage(before: Known, text: string, { question, today }: Heard): Known {
  const { words, yes } = heard(text, question)
  const plain = withoutAsides(words.plain)
  const asked = question?.topics ?? new Set<never>()
  if (question?.claim === undefined || !yes) {
    return withReading(before, { words, plain, today, asked })
  }
  const claim = claimOf(question.claim, today)
  const claimed = withReading(before, claim)
  const now = { words, plain, today, asked: new Set([...asked, ...topicsOf(claim)]) }
  if (yes.yes) return withReading(claimed, now)
  const denied = deniedBy(words.plain, question, claimed.fields)
  return withReading({ ...before, fields: { ...before.fields, ...denied } }, now)
}

/** Our own sentence, read as if the customer had said it. */
function claimOf(plain: string, today: string): Reading {
  const words = readWords(plain)
  return { words, plain: withoutAsides(words.plain), today, asked: new Set() }
}

/** What we said ourselves is asked about too: "jadi 3 orang?", "bukan, 4". */
function topicsOf(claim: Reading): Topic[] {
  const { fields } = withReading(startFrom({}), claim)
  return TOPICS.filter((topic) => fields[topic] !== undefined)
}
const TOPICS = ['pilgrims', 'when', 'city', 'room', 'budget'] as const

function withReading(before: Known, now: Reading): Known {
  const party = withSaid(before.party, readParty(now))
  const city = cityAfter(before.city, readCity(now))
  return {
    fields: {
      ...factsAfter(before.fields, now),
      ...partyFields(party),
      ...(city && { city: city.city }),
    },
    party,
    ...(city && { city }),
  }
}

/** The fields that stand for themselves; one that became unclear is forgotten. */
function factsAfter(before: LeadFields, now: Reading): LeadFields {
  const fields = { ...before }
  const name = readName(now)
  const when = readWhen(now, fields.when)
  const room = readRoom(now)
  const wanted = readPackage(now)
  if (name !== undefined) fields.name = name
  if (when !== undefined) fields.when = when
  if (room !== undefined) fields.room = room
  if (wanted !== undefined) fields.package = wanted

  const passport = readPassport(now)
  if (passport === 'unclear') delete fields.passport
  else if (passport !== undefined) fields.passport = passport
  const firstTime = readFirstTime(now)
  if (firstTime === 'unclear') delete fields.first_time
  else if (firstTime !== undefined) fields.first_time = firstTime

  const { budget, per } = readBudget(now)
  if (budget) fields.budget = { ...budget, per: budget.per ?? fields.budget?.per ?? null }
  else if (per && fields.budget) fields.budget = { ...fields.budget, per }
  return fields
}

/** Where somebody lives beats where he would like to start. */
function cityAfter(before: CitySaid | undefined, now: CitySaid | undefined) {
  return now && !(now.start && before && !before.start) ? now : (before ?? now)
}

/** A large sum of several people is for all of them, even where nobody said so. */
function tidy(fields: LeadFields): LeadFields {
  const { budget, pilgrims = 0 } = fields
  const sum = budget?.max ?? budget?.min ?? 0
  if (!budget || budget.per !== null || pilgrims < 2 || sum <= 60_000_000) return fields
  return { ...fields, budget: { ...budget, per: 'total' } }
}
