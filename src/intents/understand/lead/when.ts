import type { Day } from '../../../domain/day.ts'
import { addDays } from '../../../domain/day.ts'
import type { Span } from './calendar.ts'
import { bareAnswer, clauseAround, type Reading } from './reading.ts'
import { whenMentions, type Mention } from './when-mentions.ts'
import { numbered, PARTS } from './when-spans.ts'
import { oneOf, anyWord } from './patterns.ts'

/** A time that belongs to something else than the trip. */
const OTHER_MATTER = anyWord`
  ulang tahun|ultah|lahir\w*|kelahiran|milad|gajian|gaji|thr|bonus|cair|panen|nikah\w*|menikah
  wisuda|pensiun|lulus\w*|vaksin\w*|hamil|melahirkan|cicil|dp|bayar|transfer|lunas\w*
  pelunasan|nabung|tabungan|kontrak|lamaran|hajatan|operasi|selamat|marhaban|sejak|jatuh tempo
  gajiannya|umur|usia|promo (?:sampai|berakhir|ini)|berakhir|ujian|hutang|arisan|anniversary
  buka kantor
`
const TRIP = /\b(?:berangkat|umroh|keberangkatan|trip|jalan|terbang|rencana|mau)\b/
const PASSPORT_DATE = new RegExp(
  String.raw`\bpaspor\b.*\b${oneOf`
  berlaku|habis|expired?|exp|mati|kadaluarsa|kadaluwarsa|kedaluwarsa|sampai|terbit|jadi
  selesai|perpanjang\w*|bikin|buat|masa|valid|setelah|akhir|di|keluar|tinggal|sisa|kurang
`}\b`,
)
const OTHER_MATTER_AFTER = new RegExp(
  String.raw`^ ${oneOf`
  ulang tahun|ultah|gajian|lahiran|baru (?:gajian|cair|bisa (?:bayar|dp)|dp|ada dana)|lalu
  kemarin|saya (?:nikah|menikah|wisuda)|kadaluarsa|expired
  (?:paspor|masa berlaku) (?:saya )?(?:habis|expired)|baru (?:saya )?(?:bayar|transfer|dp)
  (?:saya )?(?:bayar|transfer|dp)\b
`}`,
)
const REJECTED_BEFORE = new RegExp(
  String.raw`(?<!kalau-)\b${oneOf`
  bukan|jangan|selain|kecuali|(?:tidak|belum) (?:mau|bisa|jadi|usah|ingin)|tidak-jadi|tidak
  hindari|skip
`}(?: (?:di|pas|bulan|yang|untuk|waktu|saat|berangkat|kalau))*$`,
)
const REJECTED_AFTER = new RegExp(
  String.raw`^(?: (?:itu|saja|iya|kayak|sudah|lagi))*(?: (?:saya|kami|istri|suami|ibu|anak|ayah))* ${oneOf`
  tidak (?:bisa|jadi|mau|cocok|mungkin|sempat|dapat)|tidak-jadi|penuh(?! belum| tidak| atau)
  terlalu|kecepatan|kecepetan|kejauhan|kelamaan|batal|sibuk|mahal|ramai|keburu|mepet|ada acara
  kemahalan
`}\b`,
)
const JOINED =
  /^(?: (?:,|atau|dengan|-|\/|sampai|dan|to|apa|maupun|antara|kalau-tidak|kalau|paling|lambat|telat|tidak|ada|iya|di|bulan|tanggal|pas|mentok|maksimal|sekitar|habis itu|penuh)){0,5} ?$/

/** When somebody wants to go, by what this message says of it. `known` is what was said before. */
export function readWhen(reading: Reading, known?: Span): Span | undefined {
  const { plain, today, asked } = reading
  const ofPassport = asked.has('passport') && !asked.has('when') && !TRIP.test(plain)
  if (ofPassport && /\b(?:berlaku|habis|expired|sampai|mati|masih)\b/.test(plain)) return undefined
  const said = whenMentions(plain, today).filter((mention) => isWish(plain, mention, today))
  const groups = join(plain, withYears(plain, said))
  const last = groups.at(-1)
  if (last) return known ? within(last, known) : last.span
  return shortAnswer(reading, known)
}

function isWish(plain: string, { at, end, span }: Mention, today: Day): boolean {
  if (!span || span.to < today) return false
  const { left, right } = clauseAround(plain, at, end)
  const bare = left.trim() === '' && /\bpaspor\b[^.?]*, ?$/.test(plain.slice(0, at).trimEnd())
  if (bare && right.trim() === '') return false
  const sinceTrip = left.slice(Math.max(lastMatch(left, TRIP), 0))
  if (OTHER_MATTER.test(sinceTrip) || OTHER_MATTER_AFTER.test(right)) return false
  if (PASSPORT_DATE.test(sinceTrip)) return false
  const sentence = plain.slice(plain.slice(0, at).search(/[^.?]*$/), at)
  const dates = /^ ?(?:expired|berlaku|habis|sampai|valid)\b/.test(left)
  if (dates && /\bpaspor\b/.test(sentence)) return false
  const before = plain.slice(0, at).trimEnd()
  if (/\btidak (?:bisa|mau) kalau(?: (?:pas|bulan|di))*$/.test(before)) return false
  if (
    /\b(?:daftar|dp|diskon|cashback|promo(?: \w+)?)$/.test(before) &&
    plain.startsWith('bulan ini', at)
  )
    return false
  return !REJECTED_BEFORE.test(left.trimEnd()) && !REJECTED_AFTER.test(right)
}

function lastMatch(text: string, pattern: RegExp) {
  let last = -1
  for (const { index } of text.matchAll(new RegExp(pattern, 'g'))) last = index
  return last
}

/** "2027, sekitar maret": the year says which March, and is no wish of its own. */
function withYears(plain: string, mentions: Mention[]): Mention[] {
  const year = mentions.find((mention) => mention.year)
  const finer = mentions.filter((mention) => mention.inYear)
  if (!year?.year || finer.length === 0) return mentions
  const [first] = finer
  if (first && /\batau\b/.test(between(plain, year, first))) return mentions
  return mentions
    .filter((mention) => !mention.year)
    .map((mention) => {
      const span = year.year && mention.inYear?.(year.year)
      return span ? { ...mention, span } : mention
    })
}

function between(plain: string, one: Mention, other: Mention) {
  return one.at < other.at ? plain.slice(one.end, other.at) : plain.slice(other.end, one.at)
}

/** Two times joined by "atau", "sampai" or a dash are one stretch. */
function join(plain: string, mentions: Mention[]): Mention[] {
  const groups: Mention[] = []
  for (const mention of mentions) {
    const last = groups.at(-1)
    const gap = last && plain.slice(last.end, mention.at)
    if (!last?.span || !mention.span || gap === undefined || !JOINED.test(gap)) {
      groups.push(mention)
      continue
    }
    const first = sameYear(last, mention)
    const second = following(first, mention)
    const from = first.from < second.from ? first.from : second.from
    const to = first.to > second.to ? first.to : second.to
    groups.splice(-1, 1, { at: last.at, end: mention.end, span: { from, to } })
  }
  return groups
}

/** "feb - mar 2028": the year that was said holds for both. */
function sameYear({ span, inYear }: Mention, next: Mention): Span {
  const first = span as Span
  if (!next.span || next.inYear || next.year || !inYear) return first
  const year = Number(next.span.from.slice(0, 4))
  for (const each of [year, year - 1]) {
    const moved = inYear({ calendar: 'gregorian', year: each })
    if (moved && moved.from <= next.span.from) return moved
  }
  return first
}

/** "Oktober atau November" in November: the second is the one after that October. */
function following(first: Span, { span, inYear }: Mention): Span {
  if (!span || span.from >= first.from) return span ?? first
  const year = Number(first.from.slice(0, 4))
  for (const each of [year, year + 1]) {
    const later = inYear?.({ calendar: 'gregorian', year: each })
    if (later && later.from >= first.from && later.from < addDays(first.from, 200)) return later
  }
  return span
}

/** A month after "tahun depan", or a year after a month: the finer one, in that year. */
function within(last: Mention, known: Span): Span | undefined {
  const { span, inYear, year } = last
  const wholeYear = isWholeYear(known)
  if (wholeYear && inYear && span && span.from < known.from) {
    return inYear({ calendar: 'gregorian', year: Number(known.from.slice(0, 4)) }) ?? span
  }
  const inside = year && span && known.from >= span.from && known.to <= span.to && !wholeYear
  return inside ? known : span
}

function isWholeYear({ from, to }: Span) {
  return from.endsWith('-01-01') && to.endsWith('-12-31')
}

/** "awal" after a month, "tanggal 15" after a month, "3" after our question. */
function shortAnswer({ plain, today, asked }: Reading, known?: Span): Span | undefined {
  const bare = bareAnswer(plain).replace(/^(?:bulan|tanggal|pas|tapi) /, '')
  const month = known && addDays(known.from, 31) > known.to && known.to > addDays(known.from, 26)
  if (known && month) {
    const part = PARTS[/^(awal|pertengahan|akhir)(?: bulan)?$/.exec(bare)?.[1] ?? '']
    if (part) return slice(known, part)
    const days = /tanggal (\d\d?)(?: (?:-|sampai|atau|dan) (\d\d?))?$/.exec(plain)
    if (days) return slice(known, [Number(days[1]), Number(days[2] ?? days[1])])
  }
  const number = /^(1[0-2]|[1-9])(?: (?:atau|-|sampai) (?:bulan )?(1[0-2]|[1-9]))?$/.exec(bare)
  if (!asked.has('when') || asked.has('pilgrims') || !number) return undefined
  return numbered({ number: number[1], number2: number[2] }, today)?.span
}

function slice(month: Span, [first, last]: [number, number?]): Span | undefined {
  const from = addDays(month.from, first - 1)
  const to = last === undefined ? month.to : addDays(month.from, last - 1)
  return from > to || to > month.to ? undefined : { from, to }
}
