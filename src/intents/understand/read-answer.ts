import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import type { MissingField } from '../../domain/leads/learn-about-lead.ts'
import type { Act } from '../../domain/messages/act.ts'
import { readLeadFields } from './read-lead-fields.ts'

const questions: Record<MissingField, string> = {
  pilgrims: 'admin: Rencananya berangkat berapa orang?',
  when: 'admin: Ingin berangkat bulan apa?',
  city: 'admin: Berangkat dari kota mana?',
}

/** All that is known once some words are read as the answer to the question we asked, if any. */
export function readAnswer(
  text: string,
  given: { now: Date; timeZone: string; asked: MissingField | undefined; known: LeadFields },
): LeadFields {
  const { now, timeZone, asked, known } = given
  const history = asked ? [questions[asked]] : []
  return readLeadFields(text, { now, timeZone, history, known })
}

/**
 * Asked back instead of answering: "hotelnya dekat?" is no city. Then it is nobody's answer, and
 * rules and assistant have a look at it.
 */
export function isQuestionBack(
  { act }: { act: Act },
  text: string,
  given: { now: Date; timeZone: string },
): boolean {
  if (act.intent !== 'lead.qualify') return false
  const { intent, ...fields } = readLeadFields(text, given)
  const asks = intent === 'ask_brochure' || intent === 'ask_documents' || intent === 'objection'
  return asks && Object.keys(fields).length === 0
}
