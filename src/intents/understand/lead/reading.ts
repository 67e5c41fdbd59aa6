import type { Day } from '../../../domain/day.ts'
import type { Words } from '../words.ts'
import { oneOf } from './patterns.ts'

/** One message as the readers of fields see it. */
export type Reading = {
  words: Words
  /** The plain text with stories about other trips blanked out, offsets unchanged. */
  plain: string
  today: Day
  /** What our last question was about; empty when we asked nothing. */
  asked: ReadonlySet<Topic>
}

export type Topic =
  | 'name'
  | 'city'
  | 'pilgrims'
  | 'with'
  | 'when'
  | 'budget'
  | 'budget_per_person'
  | 'budget_total'
  | 'room'
  | 'passport'
  | 'first_time'
  | 'package'

/** The clause a place in the text belongs to: up to it, and from it on. */
export function clauseAround(plain: string, at: number, end: number) {
  const before = plain.slice(0, at)
  const start = Math.max(...[...before.matchAll(CLAUSE_START)].map(({ index }) => index), -1)
  const after = plain.slice(end)
  const stop = after.search(/ (?:[,.?]|tapi|jadi|terus|nah|kalau)(?: |$)/)
  return {
    left: start === -1 ? before : before.slice(start).replace(/^ ?\S+ ?/, ''),
    right: stop === -1 ? after : after.slice(0, stop),
  }
}
const CLAUSE_START = /(?:^| )(?:[,.?]|tapi|jadi|terus|nah|kalau)(?= )/g

/** Words that may stand around a bare answer: "3 kak", "insya allah maret ya". */
const SMALL_TALK = new RegExp(
  String.raw`\b${oneOf`
  kak|kakak|min|admin|mas|mbak|mba|bang|bund|bunda|pak|bu|gan|sis|om|ustadz?|iya|saja|oke
  insya|insyaallah|insyaalloh|allah|in|shaa|kira|sekitar|mungkin|paling|rencana|mau|untuk|yang
  jadi|total|semua|di|kami|saya|ada|lebih|bismillah|dulu
`}\b`,
  'g',
)

/** What is left of a short answer when politeness is taken away. */
export function bareAnswer(plain: string): string {
  return plain
    .replace(SMALL_TALK, ' ')
    .replace(/[.,?()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
