import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { rupiahOf, rupiahWritten } from '../read-money.ts'
import {
  RANGE,
  SINGLE,
  CUE,
  OWN,
  WISH,
  MAX,
  MIN,
  ABOUT,
  MAX_AFTER,
  MIN_AFTER,
  ABOUT_AFTER,
  OF_PRICES,
  NOT_BUDGET,
  INSTALMENT,
  NOT_BUDGET_AFTER,
  OFFERED,
  PERSON,
  TOTAL_AFTER,
  TOTAL_BEFORE,
  PERSON_BEFORE,
} from './budget-words.ts'
import { clauseAround, type Reading } from './reading.ts'

export type Budget = NonNullable<LeadFields['budget']>

/** What a message says of money: an amount, or only for whom an amount named before is. */
export type BudgetSaid = { budget?: Budget; per?: 'person' | 'total' }

/** The budget a message states; the later amount wins. */
export function readBudget(reading: Reading): BudgetSaid {
  const { plain } = reading
  let said: Budget | undefined
  for (const found of amounts(plain)) {
    const budget = asBudget(reading, found)
    if (budget) said = said ? together(said, budget) : budget
  }
  if (said) return { budget: said }
  const per = perAlone(reading)
  return per ? { per } : {}
}

type Found = { at: number; end: number; groups: Record<string, string | undefined> }

function amounts(plain: string): Found[] {
  const ranges = [...plain.matchAll(RANGE)].map(asFound)
  const singles = [...plain.matchAll(SINGLE)]
    .map(asFound)
    .filter(({ at }) => !ranges.some((range) => at >= range.at && at < range.end))
  return [...ranges, ...singles].toSorted((a, b) => a.at - b.at)
}

function asFound(match: RegExpExecArray): Found {
  return { at: match.index, end: match.index + match[0].length, groups: { ...match.groups } }
}

/** "minimal 25, maksimal 30" is one wish; otherwise the later amount replaces. */
function together(before: Budget, now: Budget): Budget {
  const per = now.per ?? before.per
  const bounded = (before.min === undefined) !== (now.min === undefined)
  const open = (before.max === undefined) !== (now.max === undefined)
  return bounded && open ? { ...before, ...now, per } : { ...now, per }
}

function asBudget(reading: Reading, { at, end, groups }: Found): Budget | undefined {
  const { plain, asked } = reading
  const { left, right } = clauseAround(plain, at, end)
  const low = valueOf(groups, '', groups.b_scale)
  const high = groups.b_number === undefined ? undefined : valueOf(groups, 'b_', groups.scale)
  const limited =
    low !== undefined && isSum(low.rupiah) && (MAX.test(left.trimEnd()) || MIN.test(left.trimEnd()))
  const scaled = low?.sure || high?.sure || limited
  const asking = asked.has('budget')
  const raised = /\b(?:budget|dana)(?: [^ ,.?]+){0,3} jadi $/.test(plain.slice(0, at))
  const cue = raised || CUE.test(left) || (OWN.test(left) && CUE.test(reading.words.plain))
  if (!low || (!scaled && !cue && !asking)) return undefined
  if (low.rupiah < (scaled ? 1e6 : 1e7) || low.rupiah > 5e9) return undefined
  if (/\b(?:bukan|jangan|umur|usia)$/.test(left.trimEnd())) return undefined
  if (!isOwn({ left, right, cue, asking })) return undefined

  const bounds = boundsOf({ low, high, left, right })
  if (!bounds) return undefined
  const plainOffer = bounds.kind === 'plain' && !cue && !asking
  if (plainOffer && NOT_BUDGET_AFTER.test(right)) return undefined
  const per = perOf(reading, left, plain.slice(end, end + 40))
  const wished = per !== null || WISH.test(left + right)
  if (plainOffer && (!wished || offered(left))) return undefined
  return { ...bounds.bounds, per }
}

function offered(left: string) {
  return OFFERED.test(left.trimEnd()) && !/\bada\b/.test(left)
}

function isOwn(at: { left: string; right: string; cue: boolean; asking: boolean }) {
  const { left, right, cue } = at
  if (INSTALMENT.test(right)) return false
  const sinceCue = left.slice(Math.max(left.search(CUE), 0))
  return !NOT_BUDGET.test(cue ? sinceCue : left) && (cue || !OF_PRICES.test(left))
}

type Value = { rupiah: number; vague: boolean; sure: boolean }

/** A bare number beside talk of a budget is millions: "budget 30". */
function valueOf(groups: Found['groups'], prefix: string, other?: string): Value | undefined {
  const number = groups[`${prefix}number`] ?? ''
  const own = groups[`${prefix}scale`]
  const vague = Boolean(groups[`${prefix}an`] ?? groups[`${prefix}an2`]) || own?.endsWith('an')
  const scale = own ?? (smallNumber(number) ? other : undefined)
  const half = Boolean(groups[`${prefix}half`] ?? groups[`${prefix}half2`])
  const written = scale === undefined ? rupiahWritten(number, { named: true }) : undefined
  if (written !== undefined && written >= 1e6) return { rupiah: written, vague: false, sure: true }
  if (!smallNumber(number)) return undefined
  // "35m" is 35 million in English, and nobody here means 35 billion.
  const meant = scale === 'm' && Number(number) >= 10 ? 'juta' : (scale ?? 'juta')
  const rupiah = rupiahOf(number, meant)
  if (rupiah === undefined) return undefined
  const rest = meant.startsWith('juta') ? Number(groups[`${prefix}rest`] ?? 0) * 1000 : 0
  const extra = half ? 500_000 : rest
  // "30an" is said of money, unless of people or years.
  const sure = scale !== undefined || (vague === true && isSum(rupiah))
  return { rupiah: rupiah + extra, vague: vague === true, sure }
}

/** What a journey may cost: a bare number in this range, in millions, is believed sooner. */
function isSum(rupiah: number) {
  return rupiah >= 15e6 && rupiah <= 200e6
}

function smallNumber(number: string) {
  return /^\d{1,3}(?:[.,]\d{1,2})?$/.test(number)
}

type Bounds = { min?: number; max?: number }

function boundsOf(at: {
  low: Value
  high: Value | undefined
  left: string
  right: string
}): { kind: 'plain' | 'bounded'; bounds: Bounds } | undefined {
  const { low, high, right } = at
  const left = at.left.trimEnd()
  const bounded = (bounds: Bounds) => ({ kind: 'bounded' as const, bounds })
  if (high) {
    const max = high.vague ? endOfTens(high.rupiah) : high.rupiah
    return max > low.rupiah ? bounded({ min: low.rupiah, max }) : undefined
  }
  if (MAX.test(left) || MAX_AFTER.test(right)) return bounded({ max: low.rupiah })
  if (MIN.test(left) || MIN_AFTER.test(right)) return bounded({ min: low.rupiah })
  if (low.vague) return bounded({ min: low.rupiah, max: endOfTens(low.rupiah) })
  if (ABOUT.test(left) || ABOUT_AFTER.test(right)) {
    return bounded({ min: tenth(low.rupiah, 9), max: tenth(low.rupiah, 11) })
  }
  return { kind: 'plain', bounds: { max: low.rupiah } }
}

/** "25an" ends just under 30 million, "30an" just under 40. */
function endOfTens(rupiah: number) {
  return (Math.floor(rupiah / 1e7) + 1) * 1e7 - 1
}

function tenth(rupiah: number, tenths: number) {
  return Math.round((rupiah * tenths) / 10)
}

function perOf({ asked }: Reading, left: string, after: string): Budget['per'] {
  const [near = ''] = after.split(/ (?:\d+(?:[.,]\d+)? (?:juta|jutaan)|berapa|\.|\?)/)
  const [beside = ''] = near.split(' , ')
  const before = left.trimEnd()
  const apart = /^ , (?:itu |untuk |per )*(?:seorang|masing-masing)/.test(near)
  if (PERSON.test(beside) || apart || PERSON_BEFORE.test(before)) return 'person'
  if (TOTAL_AFTER.test(beside) || TOTAL_BEFORE.test(before)) return 'total'
  if (asked.has('budget_per_person')) return 'person'
  return asked.has('budget_total') ? 'total' : null
}

/** "itu per orang ya": no amount, only for whom. */
function perAlone({ plain, asked }: Reading): 'person' | 'total' | undefined {
  const short = plain.split(' ').length <= 6
  const about = asked.has('budget') || /\b(?:budget|dana|itu|tadi)\b/.test(plain)
  if (!short || !about || /\bberapa\b/.test(plain)) return undefined
  if (/\b(?:seorang|masing-masing|1 orang)\b/.test(plain)) return 'person'
  return /\b(?:total|semua|ber\d+|sekeluarga|digabung|gabungan)\b/.test(plain) ? 'total' : undefined
}
