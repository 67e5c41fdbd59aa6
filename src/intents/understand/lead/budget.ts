import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { NUMBER, rupiahOf, rupiahWritten, SCALE } from '../read-money.ts'
import { clauseAround, type Reading } from './reading.ts'
import { oneOf, anyWord } from './patterns.ts'

export type Budget = NonNullable<LeadFields['budget']>

/** What a message says of money: an amount, or only for whom an amount named before is. */
export type BudgetSaid = { budget?: Budget; per?: 'person' | 'total' }

const AMOUNT = String.raw`(?:rupiah (?:[.:] )?)?(?<number>${NUMBER})(?<an> an)?(?<half> setengah)?(?: (?<scale>${SCALE}))?(?<half2> setengah)?(?<an2> an)?(?: (?<rest>\d{3})(?! ?[.,]?\d| (?:orang|hari|ribu\w)))?(?! (?:orang|hari|tahun|bulan|pax|anak|dewasa|kamar|malam|kursi|jamaah|kali(?! \d)))`
const AMOUNT_2 = AMOUNT.replaceAll(/\?<(\w+)>/g, '?<b_$1>')
const TIL = '(?:-|sampai|to|atau|dan|/|s/d)(?: (?:maksimal|mentok|paling))?'
const RANGE = new RegExp(
  String.raw`(?<![\p{L}\d.,/])${AMOUNT} ${TIL} ${AMOUNT_2}(?![\p{L}\d])`,
  'gu',
)
const SINGLE = new RegExp(String.raw`(?<![\p{L}\d.,/])${AMOUNT}(?![\p{L}\d])`, 'gu')

const CUE = anyWord`
  budget|dana|keuangan|punya|pegang|siap|kemampuan|mampu|sanggup|bajetnya|tersedia|simpanan
  disiapkan|siapkan
`
const OWN = /\b(?:saya|kami)(?: (?:cuma|hanya|maksimal|sekitar))* ?$/
const WISH = /\b(?:cari|pengen|mau|cukup|dapat|bisa|ada|dibawah|kalau|pilih|harap)\b/
const MAX = new RegExp(
  oneOf`
  \b(?:maksimal|di bawah|dibawah|under|below|kurang dari|(?:tidak|jangan)(?: mau)? (?:lebih|sampai|melebihi|lewat|melewati)(?: dari)?|paling (?:mahal|banyak|tinggi|besar|mentok|banter|pol)|paling|pol|up to|at most|less than|sampai|< ?)(?: (?:di|harga|kisaran|sekitar|budget|ya|iya|cuma|hanya|saja|rupiah|ber\d+))*$
  <$
`,
)
const MIN = new RegExp(
  oneOf`
  \b(?:minimal|di atas|diatas|lebih dari|mulai(?: dari)?|over|above|more than|at least|paling (?:sedikit|kecil|rendah|tidak))(?: (?:di|harga|kisaran|sekitar|rupiah))*$
  >$
`,
)
const ABOUT = new RegExp(
  String.raw`\b${oneOf`
  sekitar|kisaran|kurang lebih|antara|di kisaran|range|rata-rata
`}(?: (?:di|harga|range|rupiah|angka|budget|dana))*$`,
)
const MAX_AFTER =
  /^ (?:rupiah )?(?:ke bawah|kebawah|maksimal(?! \d)|mentok(?! \d)|paling mahal|paling mentok)/
const MIN_AFTER = /^ (?:rupiah )?(?:ke atas|keatas|minimal(?! \d))/
const ABOUT_AFTER = /^ (?:rupiah )?(?:lebih dikit|sekitar|kurang lebih|lebih kurang)/
/** Said of prices, unless of the budget itself: "budget naik jadi 35". */
const OF_PRICES = /\b(?:lebih mahal|lebih murah|mahal|kurangi|turun(?:in)?|naik)\b/
/** Money that is no budget: advertised, paid by instalments, saved up, or another's. */
const NOT_BUDGET = anyWord`
  dp|cicil|tiap bulan|per bulan|sebulan|perbulan|tabungan(?!.* (?:cukup|dapat|bisa))|nabung
  gaji|penghasilan|diskon|potongan|cashback|promo|iklan|brosur|beda|selisih|visa|koper|tiket
  upgrade|kembali|pajak|katanya|kata|tertulis|tertera|terpampang|haji|fee|komisi|pendaftaran
  lunasi|hutang|pinjam\w*|vaksin|perlengkapan|handling|airport tax
  sudah (?:bayar|transfer|dp|setor)|harganya? (?:kok|jadi|naik)|isinya|senilai
`
const NOT_BUDGET_AFTER = new RegExp(
  String.raw`^(?: rupiah)?${oneOf`
  (?: (?:itu|ini|di iklan|di brosur|yang di|nya))? (?:sudah|all in|all|include\w*|termasuk|hotel|maskapai|pesawat|dapat apa|apa saja|fasilitas|berangkat kapan|beneran|betul|masih|yang di|di (?:iklan|brosur|ig|fb|instagram|facebook|tiktok|banner))\b
  (?: |/ ?)*(?:per bulan|/ bulan|sebulan|tiap bulan|perbulan)|[ ]lebih (?:mahal|murah)
  [ ]dulu\b|[ ]untuk dp
`}`,
)
const OFFERED = /\b(?:paket|yang|program|harga)(?: (?:umroh|yang|promo|harga|reguler))*$/

const PERSON = new RegExp(
  oneOf`
  \b(?:seorang|masing-masing|per (?:orang|pax|kepala|jamaah)|satuan)\b|@
  ^ kali \d+ (?:orang|jamaah)|^ ?/ (?:orang|pax)
`,
)
const GROUP = String.raw`(?:ber\d+|\d+ (?:orang|jamaah)|suami-istri|sekeluarga|semua|total|keluarga|rombongan|kami ber\d+|untuk \d+(?= [,.?]|$))`
const TOTAL_AFTER = new RegExp(
  String.raw`^(?: (?:rupiah|itu|\(|sudah|all|untuk|saja|nya))* ${GROUP}\b`,
)
const TOTAL_BEFORE = new RegExp(
  String.raw`\b(?:total(?: budget| dana)?|(?:budget|dana|punya|siap|harga|maksimal)(?: (?:maksimal|kami|saya|untuk|total|kita|dari))* ${GROUP}|^(?:kami )?ber\d+|^(?:semua|total|keseluruhan))(?: (?:sekitar|di|ada|maksimal|max|nya|kurang|lebih|dari|jangan|tidak|cuma|hanya|di bawah|rupiah|dana|budget|punya|:|minimal|sampai|=|antara))*$`,
)
const PERSON_BEFORE = new RegExp(
  oneOf`
  \b(?:seorang|masing-masing|1 orang)(?: (?:sekitar|di|ada|maksimal|budget|dana|kurang|lebih|dari|jangan|tidak|cuma|hanya|di bawah|rupiah|:|minimal|sampai|antara))*$
  @$
`,
)

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
  if (/^(?: rupiah)?(?: |\/ ?)*(?:per bulan|\/ bulan|sebulan|tiap bulan|perbulan)/.test(right))
    return false
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
