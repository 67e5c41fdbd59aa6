import type { LeadIntent } from '../../../domain/leads/lead-fields.ts'
import {
  ADDRESS,
  ANY_LEFT,
  ASK_AGE,
  ASK_BROCHURE,
  ASK_DOCUMENTS,
  ASK_HUMAN,
  ASK_PRICE,
  ASK_SCHEDULE,
  BOOK,
  GREETING,
  NOT_BOOK,
  NOT_OBJECTION,
  NOT_SEATS,
  OBJECTION,
  STOP,
} from './intent-words.ts'
import { oneOf } from './patterns.ts'

/** "makasih infonya" asks for nothing. */
const THANKS_FOR = new RegExp(
  String.raw`\bterima-kasih(?: (?:atas|untuk|banyak|iya|kak|min))* ${oneOf`
  info|penjelasan|jawaban|bantuan|respon
`}\b`,
  'g',
)

/** What a message asks for, by itself: the first that fits, in the order sales works in. */
export function readIntent(text: string): LeadIntent {
  const plain = text.replace(THANKS_FOR, 'terima-kasih')
  if (STOP.test(plain)) return 'stop'
  if (ASK_HUMAN.test(plain)) return 'ask_human'
  if (BOOK.test(plain) && !NOT_BOOK.test(plain)) return 'book'
  if (OBJECTION.test(plain) && !NOT_OBJECTION.test(plain)) return 'objection'
  if (ASK_PRICE.test(plain)) return 'ask_price'
  if (ASK_AGE.test(plain)) return 'ask_documents'
  if (asksForSeats(plain)) return 'ask_schedule'
  if (ASK_DOCUMENTS.test(plain)) return 'ask_documents'
  if (ASK_BROCHURE.test(plain)) return 'ask_brochure'
  return isGreeting(plain) ? 'greeting' : 'other'
}

/** Dates, seats, or a bare "ada?"; "ada hotel dekat?" is neither. */
function asksForSeats(plain: string) {
  const [found] = ASK_SCHEDULE.exec(plain) ?? []
  if (found !== undefined && !(/^ada\b/.test(found) && NOT_SEATS.test(found))) return true
  return plain.split(/ [,.](?= |$)/).some((part) => ANY_LEFT.test(part) && !NOT_SEATS.test(part))
}

function isGreeting(plain: string) {
  const rest = plain.replace(GREETING, ' ')
  const nothingElse = rest.replace(ADDRESS, ' ').replace(/[^\p{L}\d]+/gu, '') === ''
  return rest !== plain && nothingElse
}
