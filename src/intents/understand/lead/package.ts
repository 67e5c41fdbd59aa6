import { isCommonWord } from './common-words.ts'
import type { Reading } from './reading.ts'
import { PLACE } from '../word.ts'
import { asWritten, type Words } from '../words.ts'
import { oneOf } from './patterns.ts'

const DESTINATION = oneOf`
  turki|turkiye|turkey|istanbul|dubai|aqsa|aqso|aqsha|aqsho|al aqsa|masjidil aqsa|mesir|cairo
  kairo|thaif|taif|eropa|europe|maroko|uzbekistan|yordania|jordan|palestina|qatar|doha
  cappadocia|kapadokia|al ula|alula|badar|abu dhabi|spanyol|andalusia|india|kashmir|korea
  jepang|singapura|malaysia|${PLACE}
`
const PLUS = new RegExp(
  String.raw`\b(?:plus|\+) ${DESTINATION}(?: (?:dan|\+|plus|-|,)? ?${DESTINATION})?(?!\p{L})`,
  'u',
)
const TIER = oneOf`
  platinum|gold|silver|bronze|diamond|vip|vvip|sapphire|safir|ruby|emerald|zamrud|titanium
`
/** Also everyday words: names only beside "paket" and the like. */
const PLAIN_TIER = oneOf`
  premium|eksekutif|executive|exclusive|eksklusif|reguler|regular|ekonomi|ekonomis|economy
  hemat|super hemat|standar|standard|deluxe|luxury|royal|backpacker|bisnis|mutiara|arbain
  signature|superior|itikaf|iktikaf|milad|private
`
const TIERS = new RegExp(
  String.raw`(?<!\p{L})(?:super |plus )?${TIER}(?: (?:plus|${TIER}|${PLAIN_TIER}))?(?!\p{L})`,
  'gu',
)
const BESIDE = new RegExp(
  String.raw`\b(?:paket|program|kelas|yang|umroh|ambil|pilih|tipe)` +
    String.raw`(?: (?:yang|umroh|haji|paket|tipe|kelas|program|bulan))*` +
    String.raw` (?<name>${PLAIN_TIER}(?: (?:plus|${TIER}|${PLAIN_TIER}))*)(?!\p{L})`,
  'gu',
)
/** A code said to be one may be of any make; one that stands alone is in capitals with digits. */
const CODE_BESIDE = new RegExp(
  String.raw`(?:kode|code|kd|paket|promo|iklan|ref|program)` +
    String.raw`(?:\s+(?:iklan|promo|paket|program|nya|ref|referal|referral))*(?:nya)?\s*[:#=]?\s*"?` +
    String.raw`(#?[a-z]{2,}[-_]?\d{1,5}[a-z0-9_-]*|#?[A-Z]{2,}[-_][A-Z0-9_-]+|\d+[A-Z]{2,}\d*)\b`,
  'gi',
)
const CODE_ALONE =
  /(?<![\p{L}\d#])(#[A-Z0-9][A-Z0-9_-]{3,}|[A-Z]{2,10}[-_]?\d{1,4}[A-Z]{0,3}(?:[-_][A-Z0-9]+)*)(?![\p{L}\d])/gu
const NO_CODE = new RegExp(
  String.raw`^#?${oneOf`
  rp|wa|hp|no|idr|ga|sv|qz|jt|ek|tk|qr|wy|ey|rt|rw|km|tgl|th|jam|usd|sar|jan|feb|mar|apr|mei
  jun|jul|agu|sep|okt|nov|des|hari|umur|usia|anak|kelas|covid|kk|ktp|ber|org|paket|bln|bulan
  dewasa|bayi|kamar|isi|dp|umroh|umrah|promo|ramadhan|syawal|bintang|ke|max|min|maret|april
  juni|juli|desember|januari|februari|november|oktober|september|agustus
`}[-_]?\d`,
  'i',
)

/** The package named, as written; several are no wish. */
export function readPackage({ words, plain }: Reading): string | undefined {
  const code = readCode(words.text)
  if (code) return code
  const plus = PLUS.exec(plain)
  const names = new Map<string, number>()
  for (const [at, end] of tiers(plain)) names.set(asWritten(words, at, end), at)
  if (plus && !/\banak|istri|orang\b/.test(plain.slice(plus.index, plus.index + 10))) {
    return named(words, plus.index, plus[0], names)
  }
  if (names.size === 1) return [...names.keys()][0]
  if (names.size > 1) return chosen(plain, names)
  return unlisted(words, plain)
}

/** The code of an ad or a package, as in "kode HEMAT12". */
export function readCode(text: string): string | undefined {
  for (const pattern of [CODE_BESIDE, CODE_ALONE]) {
    for (const [, code = ''] of text.matchAll(pattern)) {
      const named = pattern === CODE_BESIDE && /\d[A-Z]|[A-Z]{3,}\d/.test(code)
      if (looksLikeCode(code) && (named || !NO_CODE.test(code))) return code
    }
  }
  return undefined
}

/** "reguler sama VIP": two names. */
const COMPARED = new RegExp(
  String.raw`(?<!\p{L})(?<one>${TIER}|${PLAIN_TIER}) (?:dan|dengan|atau|,|/|apa|vs|dibanding)` +
    String.raw` (?<other>${TIER}|${PLAIN_TIER})(?!\p{L})`,
  'gu',
)

/** "Reguler masih ada?": a name at the head of a message. */
const HEAD = /^(?:reguler|regular|premium|ekonomi|hemat|eksekutif|standar|super hemat)\b/

function looksLikeCode(code: string) {
  return /\d|#|[-_]/.test(code) && !/^\d+(?:jt|rb|hr|h|hari|juta)/i.test(code)
}

function tiers(plain: string): [number, number][] {
  const found: [number, number][] = []
  for (const match of plain.matchAll(TIERS)) {
    if (!refused(plain, match.index)) found.push([match.index, match.index + match[0].length])
  }
  for (const match of plain.matchAll(COMPARED)) {
    const { one = '', other = '' } = match.groups ?? {}
    found.push([match.index, match.index + one.length])
    const end = match.index + match[0].length
    found.push([end - other.length, end])
  }
  const head = HEAD.exec(plain)
  if (head) found.push([0, head[0].length])
  for (const match of plain.matchAll(BESIDE)) {
    const name = match.groups?.name ?? ''
    const at = match.index + match[0].length - name.length
    if (/\b(?:pesawat|kamar|hotel|kelas)$/.test(plain.slice(0, match.index).trimEnd())) continue
    if (!refused(plain, at) && !found.some(([from, to]) => at < to && at + name.length > from)) {
      found.push([at, at + name.length])
    }
  }
  return found
}

function refused(plain: string, at: number) {
  return /\b(?:bukan|selain|jangan|tidak mau|kecuali)(?: (?:yang|paket))*$/.test(
    plain.slice(0, at).trimEnd(),
  )
}

/** "umroh plus turki gold" is one name; "plus" alone in front of a place is enough. */
function named(words: Words, at: number, found: string, names: Map<string, number>) {
  const written = asWritten(words, at, at + found.length)
  const name = written.startsWith('+') ? written.replace(/^\+\s*/, 'plus ') : written
  const beside = [...names].find(([, from]) => from === at + found.length + 1)
  return beside ? `${name} ${beside[0]}` : name
}

function chosen(plain: string, names: Map<string, number>): string | undefined {
  for (const [name, at] of [...names].toReversed()) {
    const left = plain.slice(0, at).trimEnd()
    if (/\b(?:jadi|ambil|pilih|ganti(?: ke)?|ke|upgrade(?: ke)?)(?: (?:yang|paket))*$/.test(left))
      return name
  }
  return undefined
}

/** "paket Al Fajr", "paket barokah": what follows, if it can only be a name. */
function unlisted({ words, text }: Words, plain: string): string | undefined {
  for (const [index, { plain: word, at }] of words.entries()) {
    if (!/^(?:paket|program)(?: umroh)?$/.test(word) || refused(plain, at)) continue
    let next = index + 1
    while (/^(?:umroh|yang|:|haji|promo|bernama|namanya|nama|)$/.test(words[next]?.plain ?? 'x'))
      next += 1
    const name: number[] = []
    for (let each = next; each < words.length && name.length < 4; each++) {
      const candidate = words[each]
      if (!candidate || !/^[\p{L}'’-]{2,}$/u.test(candidate.raw)) break
      const capital = /^\p{Lu}/u.test(candidate.raw)
      const known = isCommonWord(candidate.plain) || candidate.plain === PLACE
      if (known || (name.length > 0 && !capital)) break
      if (!capital && candidate.raw.length < 4) break
      name.push(each)
    }
    const [first] = name
    const last = name.at(-1)
    if (first !== undefined && last !== undefined) {
      return text.slice(words[first]?.from ?? 0, words[last]?.to ?? 0)
    }
  }
  return undefined
}
