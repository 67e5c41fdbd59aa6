import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import type { MissingField } from '../../domain/leads/learn-about-lead.ts'
import { readLeadFields } from './read-lead-fields.ts'

const questions: Record<MissingField, string> = {
  pilgrims: 'admin: Rencananya berangkat berapa orang?',
  when: 'admin: Ingin berangkat bulan apa?',
  city: 'admin: Berangkat dari kota mana?',
}

/** What some words teach, read as the answer to the question we asked when there was one. */
export function readAnswer(
  text: string,
  { now, timeZone, asked }: { now: Date; timeZone: string; asked: MissingField | undefined },
): LeadFields {
  const history = asked ? [questions[asked]] : []
  return readLeadFields(text, { now, timeZone, history })
}
