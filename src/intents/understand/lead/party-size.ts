import { sumOf, type Traveller } from './companions.ts'
import { MONTH_NAMES } from './calendar.ts'
import { bareAnswer, type Reading } from './reading.ts'
import { oneOf } from './patterns.ts'

export type Fares = { adults?: number; children?: number; infants?: number }

const COUNTED =
  '(?:orang|jamaah|kursi|tiket|anggota|kuota|personil|pax|ibu-ibu|bapak-bapak|lansia|of kami)'
const SCALES = '(?:juta|jutaan|hari|tahun|bulan|kamar|malam|kali|an)'
/** Not a second number of a range, nor of something bounded. */
const ALONE = String.raw`(?<!\d [,./-] |[\p{L}\d.,]|atau |sampai |antara |minimal |apa )`
const RANGE = String.raw`\d+ \d+ ${COUNTED}|\d+ (?:-|atau|sampai|apa|,|/) (?:ber)?\d+ (?:-|${COUNTED})|ber\d+ (?:-|atau|sampai|apa|/) ber\d+`
const OTHERS_NUMBER =
  '(?:sekamar|se kamar|1 kamar|per kamar|perkamar|dalam 1 kamar|dewasa|anak|anak-anak|bayi|balita|teman|adik|kakak|saudara|orangtua|cucu|istri|suami|sepupu|keponakan|menantu|lagi)'
const TOTALS = [
  new RegExp(String.raw`${ALONE}(?<n>\d{1,3}) ${COUNTED}(?![\p{L}-])(?! ${OTHERS_NUMBER}\b)`, 'gu'),
  /(?<![\p{L}\d])ber(?<n>\d{1,3})(?! (?:sekamar|1 kamar|se kamar|dalam 1 kamar))(?![\p{L}\d])/gu,
  new RegExp(
    String.raw`(?<![\p{L}]|\d )(?:orang|jamaah|kursi|pax) (?:: )?(?<n>\d{1,3})(?! (?:${SCALES}\b|-|atau|anak|dewasa))(?![\p{L}\d.,])`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(?:untuk|kami|kita|rombongan|jumlah|total|of|sebanyak|sekeluarga|keluarga)` +
      String.raw`(?: (?:sekitar|ada|total|semua|:|cuma|hanya|of))* (?<n>\d{1,3})` +
      String.raw`(?= (?:[,.?)]|saja|kak|min|mas|mbak|pak|bu|dewasa semua|berapa|iya|dari|bulan)|$)(?! ${SCALES}\b)`,
    'gu',
  ),
  /(?<![\p{L}\d])jadi(?: total| semua)? (?<n>\d{1,3})(?= (?:[,.?]|orang|saja|iya|kak)|$)/gu,
  /(?<![\p{L}\d])(?:(?<pairs>[2-9]) (?:pasang )?)?(?<couple>suami-istri)/gu,
]
const IN_ROOM = new RegExp(
  String.raw`\b${oneOf`
  sekamar|kamar(?: \w+)?|isi|per|setiap|tiap|bus|grup|rombongannya|hotel
`}(?: (?:isi|untuk|yang|di|saya|kami|dengan))*$`,
)
const OF_ROOMS = /\b\d+ kamar (?:untuk|dipakai)$/
const BOUNDED = new RegExp(
  String.raw`\b${oneOf`
  bukan|lebih dari|minimal|maksimal|per|setiap|tambah|nambah|kurangi|kurang|minus|plus|\+
  ada berapa
`}$`,
)

type Total = { at: number; end: number; count: number; couple: boolean }

/** The last number given for everybody: not a room's, a bus's, or that of one group of kin. */
export function readTotal(plain: string, going: readonly Traveller[]): number | undefined {
  let last: Total | undefined
  const text = plain.replace(new RegExp(RANGE, 'g'), (range) => '_'.repeat(range.length))
  for (const pattern of TOTALS) {
    for (const match of text.matchAll(pattern)) {
      const total = asTotal(text, match)
      if (total && (!last || total.at > last.at)) last = total
    }
  }
  return last && last.count + (added(plain, last, going) ?? 0)
}

function asTotal(text: string, match: RegExpExecArray): Total | undefined {
  const before = text.slice(0, match.index).trimEnd()
  const couple = match.groups?.couple !== undefined
  const count = couple ? 2 * Number(match.groups?.pairs ?? 1) : Number(match.groups?.n)
  // "mertua juga mau ikut 2 orang" counts the in-laws.
  if (/\b(?:juga|mau) ikut$/.test(before)) return undefined
  const room = IN_ROOM.test(before) && !OF_ROOMS.test(before)
  if (
    match[0].startsWith('jadi') &&
    /\b(?:budget|dana|harga|naik|turun)(?: [^ ]+){0,2}$/.test(before)
  ) {
    return undefined
  }
  const together = match[0].startsWith('ber')
  if (room || (BOUNDED.test(before) && !together) || count < 1 || count > 500) return undefined
  return { at: match.index, end: match.index + match[0].length, count, couple }
}

/** "suami istri plus 2 anak" is four; "berdua dengan istri" stays two. */
function added(plain: string, total: Total, going: readonly Traveller[]): number | undefined {
  const after = plain.slice(total.end)
  const more = total.couple
    ? /^ (?:plus|\+|dan|dengan|,|beserta|serta|ajak|bawa)(?= )/
    : /^ (?:plus|\+|dan(?= \d))(?= )/
  return more.test(after) ? sumOf(going.filter(({ at }) => at >= total.end)) : undefined
}

const LONE = new RegExp(
  String.raw`(?<![\p{L}\d.,/-]|[-/] |atau |sampai |antara )\d{1,2}(?![\d.,/]|\p{L}| (?:${SCALES}|-|/|atau|sampai|${MONTH_NAMES})(?!\p{L}))`,
  'gu',
)

/** A bare number after our question, or the only one. */
export function bareTotal(
  { plain, asked }: Pick<Reading, 'plain' | 'asked'>,
  going: readonly Traveller[],
): number | undefined {
  if (!asked.has('pilgrims')) return undefined
  const bare = bareAnswer(plain).replace(/^(?:tidak|bukan|salah) /, '')
  const number = /^(?:ber)?(\d{1,3})(?: (?:orang|jamaah|pax))?$/.exec(bare)?.[1]
  // "2, maret" where both were asked.
  const first = asked.has('when') ? /^(\d{1,2}) (?!hari|juta)\p{L}/u.exec(bare)?.[1] : undefined
  const [lone, ...more] = [...plain.matchAll(LONE)].map(([found]) => found)
  const count = Number(
    number ??
      first ??
      (more.length === 0 && going.every(({ count }) => count === undefined) ? lone : undefined) ??
      0,
  )
  return count < 1 ? undefined : count
}

const NUMBER_FIRST: [keyof Fares, RegExp][] = [
  ['adults', /(?<![\d.,])(\d{1,2}) (?:orang )?dewasa/],
  ['children', /(?<![\d.,])(\d{1,2}) (?:orang )?(?:anak-anak|anak)\b/],
  ['infants', /(?<![\d.,])(\d{1,2}) (?:orang )?bayi/],
]
const NUMBER_LAST: [keyof Fares, RegExp][] = [
  ['adults', /dewasa (?:: |- )?(\d{1,2})(?! (?:tahun|juta))/],
  ['children', /(?:anak-anak|anak) (?:: |- )?(\d{1,2})(?! (?:tahun|juta|bayi))/],
  ['infants', /bayi (?:: |- )?(\d{1,2})(?! (?:tahun|bulan|juta))/],
]

/** Numbers by fare: "2 dewasa 1 anak", "dewasa 2, bayi 1". */
export function readFares(plain: string, going: readonly Traveller[]): Fares {
  const fares: Fares = {}
  const numberLast = /\bdewasa (?:: |- )?\d/.test(plain) && !/\d (?:orang )?dewasa/.test(plain)
  const grown = numberLast || /\d (?:orang )?dewasa/.test(plain)
  for (const [kind, pattern] of numberLast ? NUMBER_LAST : NUMBER_FIRST) {
    const count = pattern.exec(plain)?.[1]
    if (count !== undefined && (kind !== 'children' || grown)) fares[kind] = Number(count)
  }
  if (/\b(?:dewasa semua|semua dewasa)\b/.test(plain)) {
    const total = readTotal(plain, going)
    if (total !== undefined) fares.adults = total
  }
  const baby = going.find(({ kin }) => kin === 'bayi')
  if (baby?.count !== undefined) fares.infants ??= baby.count
  return fares
}
