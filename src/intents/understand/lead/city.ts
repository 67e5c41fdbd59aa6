import { bareTown } from './bare-town.ts'
import { isCommonWord } from './common-words.ts'
import { misspeltPlace } from './place-names.ts'
import type { Reading } from './reading.ts'
import type { Word } from '../word.ts'
import { asWritten } from '../words.ts'
import { oneOf } from './patterns.ts'

/** Where the writer lives is wanted; where he starts will do. */
export type CitySaid = { city: string; start: boolean }

type Seen = CitySaid & { at: number; end: number; home: boolean; town: boolean }

const BESIDE_PLACE = `(?: ${oneOf`
  di|dari|saya|kami|kota|kabupaten|kab|daerah|wilayah|:|-|sekarang|saat|ini|area|sekitar
  aslinya|asli|kec|kecamatan|desa|itu|is|based|in|at|ke
`})*$`
const LIVES = oneOf`
  tinggal|bertempat|domisili|asal|asli|alamat|posisi|rumah|lokasi saya|kota saya|kerja|dinas
  tugas|merantau|rantau|pindah|ngontrak|ngekos|orang|warga|kediaman
`
const HOME = new RegExp(
  String.raw`\b${LIVES}${BESIDE_PLACE}|\b(?:saya|kami)` +
    String.raw`(?: (?:orang|lagi|ini|berdua|sekeluarga|ber\d+|semua))* (?:di|dari)` +
    String.raw`(?: (?:kota|daerah|kabupaten|kab|wilayah))*$`,
)
const STAYING = new RegExp(
  String.raw`\b${oneOf`
  tinggal|domisili|menetap|sekarang|posisi|merantau|pindah
`}(?: (?:di|ke|saya|kota|kabupaten))*$`,
)
const STARTS = oneOf`
  start|keberangkatan|berangkat|terbang|flight|pesawat|landing|bandara|embarkasi|mulai|naik
  jemput|titik kumpul|take off
`
const START = new RegExp(String.raw`\b${STARTS}${BESIDE_PLACE}`)
const NEUTRAL = new RegExp(
  String.raw`(?:^|[ ,.])(?:dari|di|asal|from|kota|kabupaten|kab|:|daerah|wilayah|domisili)${BESIDE_PLACE}`,
)
/** Ours, or only on the way, or somebody else's. */
const NOT_HIS = new RegExp(
  String.raw`\b${oneOf`
  kantor|cabang|agen|biro|perwakilan|travel(?: ini| kalian)?|pusat|transit|imigrasi|hotel
  lewat|via|kuliah|mondok|pesantren|sekolah|manasik|bank|rs|masjid|lahir(?: saya)?|kelahiran
  rute|singgah|mampir|ktp
`}(?: (?:umroh|anda|kalian|itu|nya|yang|ada|mana|dulu))*(?: (?:di|dari|kota|ada di|ke))*$`,
)
const OFFICE_AFTER = /^ (?:ada |punya )?(?:kantor|cabang|agen|perwakilan)\b/
const RELATIVE = new RegExp(
  String.raw`(?<!(?:dengan|dan|untuk|ajak|bawa|saya|,) |-)\b${oneOf`
  anak|adik|kakak|ibu|ayah|orangtua|mertua|teman|saudara|suami|istri|tetangga|keluarga
`}(?: saya)?(?: (?:yang|ada|tinggal|kerja|kuliah|asal|asli))* (?:di|dari)$`,
)
const STRONG_CUE = new RegExp(
  String.raw`\b${oneOf`
  asal|domisili|tinggal(?: saya)? di|tinggal|alamat|kota|kabupaten|kab|kecamatan|kec
  orang asli|rumah(?: saya)? di
`}(?: (?:saya|kami|:|di|dari|kota|kab|kabupaten|-))*$`,
)

/** The city this message gives, and whether only as the place to start from. */
export function readCity(reading: Reading): CitySaid | undefined {
  const seen = reading.words.words.flatMap((word) => placeSeen(word, reading) ?? [])
  const homes = seen.filter(({ home }) => home)
  const staying = seen.filter(({ at }) => STAYING.test(reading.plain.slice(0, at).trimEnd()))
  const neutral = seen.filter(({ start }) => !start)
  for (const group of [staying, homes, neutral, seen]) {
    if (group.length > 0) return lastOf(group, reading.plain)
  }
  const cued = unlistedCity(reading)
  if (cued || !reading.asked.has('city')) return cued
  const bare = bareTown(reading)
  return bare === undefined ? undefined : { city: titled(bare), start: false }
}

function lastOf(seen: Seen[], plain: string): CitySaid | undefined {
  const last = seen.at(-1)
  const before = seen.at(-2)
  if (!last || !before) return last && { city: last.city, start: last.start }
  const gap = plain.slice(before.end, last.at)
  if (/\b(?:atau|apa|maupun|dan)\b|\//.test(gap) && before.city !== last.city) return undefined
  // "Pamulang, Tangerang Selatan": the regency; "Bekasi, Cikarang" too.
  const beside = /^[ ,(-]*(?:kota|kabupaten|kab)? ?$/.test(gap)
  const chosen = beside && (last.town || !before.town) ? before : last
  return { city: chosen.city, start: chosen.start }
}

function placeSeen(word: Word, reading: Reading): Seen | undefined {
  const { place, at, plain, raw } = word
  if (!place || plain === '') return undefined
  const { plain: text, asked } = reading
  if (text[at] === '_') return undefined
  const end = at + plain.length
  const left = clauseLeft(text, at)
  const right = text.slice(end)
  if (NOT_HIS.test(left) || OFFICE_AFTER.test(right) || RELATIVE.test(left)) return undefined
  const start = START.test(left)
  const home = HOME.test(left) && !start
  const beside = home || start || NEUTRAL.test(left)
  const alone =
    left === '' && /^(?: (?:kak|min|mas|mbak|iya|saja|pak|bu|bang|admin))*(?: [,.?]|$)/.test(right)
  if (place.alsoWord && !beside && !(alone && (asked.has('city') || /^\p{Lu}/u.test(raw))))
    return undefined
  const { name, town } = place
  return { city: name, start, home: home || (alone && asked.has('city')), at, end, town }
}

function clauseLeft(text: string, at: number) {
  const before = text.slice(0, at)
  const stop = Math.max(
    ...[' , ', ' . ', ' ? ', ' tapi '].map((mark) => {
      const found = before.lastIndexOf(mark)
      return found === -1 ? -1 : found + mark.length
    }),
    0,
  )
  return before.slice(stop).trimEnd()
}

/** A town no list has, or one misspelt: believed where only a place can stand. */
function unlistedCity({ words, plain }: Reading): CitySaid | undefined {
  for (const [index, word] of words.words.entries()) {
    if (word.plain === '' || word.place || !/^\p{L}{3,}$/u.test(word.raw)) continue
    if (plain[word.at] === '_') continue
    const left = clauseLeft(plain, word.at)
    const strong = STRONG_CUE.test(left)
    const cue = strong || NEUTRAL.test(left) || HOME.test(left)
    if (!cue || NOT_HIS.test(left) || RELATIVE.test(left)) continue
    const start = START.test(left)
    const near = isCommonWord(word.plain) ? undefined : misspeltPlace(word.raw.toLowerCase())
    if (near) return { city: near, start }
    const capital = /^\p{Lu}\p{Ll}/u.test(word.raw)
    if (isCommonWord(word.plain) || (!strong && !(capital && HOME.test(left)))) continue
    const next = words.words[index + 1]
    const two = capital && next && /^\p{Lu}\p{Ll}/u.test(next.raw) && !isCommonWord(next.plain)
    const end = (two ? next : word).at + (two ? next : word).plain.length
    return { city: titled(asWritten(words, word.at, end)), start }
  }
  return undefined
}

function titled(name: string) {
  return name.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
}
