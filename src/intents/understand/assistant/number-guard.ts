import { monthNamed, MONTH_NAMES } from '../lead/calendar.ts'
import { NUMBER, rupiahOf, rupiahWritten, SCALE } from '../read-money.ts'
import { readWords } from '../words.ts'

const LONGEST = 700
/** Words that bind the business: only what the tools say may be promised. */
const PROMISES =
  /\b(?:diskon|gratis|cuma-cuma|cashback|bonus|dijamin|garansi|jaminan|pasti berangkat|refund|uang kembali|potongan|free|discount|guaranteed?|promised?)\b/i
const ADDRESSES =
  /https?:|www\.|\b[\w-]+\.(?:com|id|net|org|co|me|io|ly)\b|@\w|\b\d{4,}[-\s]?\d{4,}\b/i
const DATE = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<day>\\d{1,2}) )?(?<month>${MONTH_NAMES})(?: (?<year>20\\d\\d))?(?!\\p{L})`,
  'gu',
)
const NUMBERS = new RegExp(
  `(?<![\\p{L}\\d])(?<number>${NUMBER})(?: (?<scale>${SCALE})(?!\\p{L}))?`,
  'gu',
)

/**
 * Why a draft may not be sent, or undefined when all it states stands in the results of this
 * turn: every amount, date, number and promise. Not believed, however well it is phrased.
 */
export function whyNotSend(draft: string, results: readonly string[]): string | undefined {
  if (draft.trim() === '' || draft.length > LONGEST) return 'length'
  const known = results.join('\n')
  if (ADDRESSES.test(draft)) return 'address'
  const promise = PROMISES.exec(draft)
  if (promise && !known.toLowerCase().includes(promise[0].toLowerCase())) return 'promise'
  if (/%/.test(draft) && !known.includes('%')) return 'number'

  const plain = readWords(draft).plain.replace(/\bsalah 1\b/g, 'salah satu')
  const days = daysIn(known)
  const withoutDates = plain.replace(DATE, (whole, ...found) => {
    const { day, month = '', year } = found.at(-1) as Record<string, string | undefined>
    return isKnownDate(days, { day, month, year })
      ? ' '
      : `${whole.replace(/[^\d]+/g, ' ')} 999999937`
  })
  const numbers = numbersIn(known)
  for (const { groups } of withoutDates.matchAll(NUMBERS)) {
    const value = valueOf(groups?.number ?? '', groups?.scale)
    if (value === undefined || !numbers.has(value)) return 'number'
  }
  return names(draft, known)
}

function valueOf(number: string, scale: string | undefined): number | undefined {
  if (scale) return rupiahOf(number, scale)
  return rupiahWritten(number, { named: true }) ?? Number(number.replace(',', '.'))
}

/** Numbers that stand alone: neither of a date nor of a code. */
function numbersIn(known: string): ReadonlySet<number> {
  const alone = known.matchAll(/(?<![\w-])\d+(?:\.\d+)?(?![\w-])/g)
  return new Set([...alone].map(([number]) => Number(number)))
}

function daysIn(known: string) {
  return [...known.matchAll(/20\d\d-\d\d-\d\d/g)].map(([day]) => day)
}

/** "15 Februari 2027", "Februari 2027" and "Februari" must each be of a day that was looked up. */
function isKnownDate(
  days: string[],
  { day, month, year }: { day: string | undefined; month: string; year: string | undefined },
) {
  const named = monthNamed(month)
  if (named?.calendar !== 'gregorian') return false
  return days.some(
    (known) =>
      Number(known.slice(5, 7)) === named.month &&
      (day === undefined || Number(known.slice(8, 10)) === Number(day)) &&
      (year === undefined || known.startsWith(year)),
  )
}

/** A hotel, airline or city that no tool named: two capitals in a row, or one behind "hotel". */
function names(draft: string, known: string): string | undefined {
  const named = draft.matchAll(
    /\b(?:[Hh]otel|[Mm]askapai|[Pp]esawat|[Aa]irline)\s+(?<one>\p{Lu}\p{L}+)|(?<![.!?]\s|^)(?<two>\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)/gu,
  )
  for (const { groups } of named) {
    const name = groups?.one ?? groups?.two ?? ''
    if (!known.toLowerCase().includes(name.toLowerCase()) && !COURTESY.test(name)) return 'name'
  }
  return undefined
}
const COURTESY =
  /^(?:Insya|Masya|Alhamdulillah|Bapak|Ibu|Kak|Kakak|Terima|Assalamu|Waalaikum|Allah|Tanah Suci|Makkah|Madinah)/
