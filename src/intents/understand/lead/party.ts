import type { Companion, LeadFields } from '../../../domain/leads/lead-fields.ts'
import { readAges, type Ages } from './ages.ts'
import { travellers, type Traveller } from './companions.ts'
import { bareAnswer, type Reading } from './reading.ts'

/** What one message says about who goes. */
export type PartySaid = {
  /** A number for everybody: "berdua", "4 orang". */
  total?: number
  adults?: number
  children?: number
  infants?: number
  going: Traveller[]
  staying: string[]
  /** Whether the writer goes along; absent where nothing says so. */
  self?: boolean
  alone: boolean
  /** More than was known before: "tambah 1 lagi", "ibu juga". */
  more: boolean
}

const COUNTED = '(?:orang|jamaah|kursi|tiket|anggota|kuota|personil|pax|ibu-ibu|bapak-bapak|lansia)'
const GUARD = String.raw`(?<![\d.,/-] |[\p{L}\d.,]|atau |sampai |antara |minimal |apa )`
const RANGE = String.raw`\d+ (?:-|atau|sampai|apa|,|/) \d+ (?:-|${COUNTED})`
const NOT_PARTY = String.raw`(?! (?:sekamar|se kamar|1 kamar|per kamar|perkamar|dalam 1 kamar|dewasa|anak|bayi|balita|teman|adik|kakak|saudara|orangtua|cucu|istri|suami|sepupu|keponakan|ponakan|lagi))`
const TOTALS = [
  new RegExp(String.raw`${GUARD}(?<n>\d{1,3}) ${COUNTED}(?![\p{L}-])${NOT_PARTY}`, 'gu'),
  new RegExp(
    String.raw`(?<![\p{L}\d])ber(?<n>\d{1,3})(?! (?:sekamar|1 kamar|se kamar|dalam 1 kamar))(?![\p{L}\d])`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(?:orang|jamaah|kursi) (?<n>\d{1,3})(?! (?:juta|jutaan|hari|tahun|bulan|kamar|-|atau|an |,\d|anak|dewasa))(?![\p{L}\d.,])`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(?:untuk|kami|kita|rombongan|jumlah|total|of|sebanyak|kami semua|sekeluarga|keluarga)(?: (?:sekitar|ada|total|semua|:|cuma|hanya|of))* (?<n>\d{1,3})(?= (?:[,.?)]|saja|kak|min|mas|mbak|pak|bu|dewasa semua|berapa|iya|dari|bulan)|$)(?! (?:bulan|hari|tahun) )`,
    'gu',
  ),
  /(?<![\p{L}\d])(?<couple>suami-istri)/gu,
]
const IN_ROOM =
  /\b(?:sekamar|kamar(?: \w+)?|isi|1 kamar|per|setiap|tiap|satu bus|bus|grup|rombongannya|hotel)(?: (?:isi|untuk|yang|di|saya|kami|dengan))*$/
const ROOM_FOR = /\b\d+ kamar(?: untuk| buat| isi| dipakai)*$/
const FARE: [keyof Pick<PartySaid, 'adults' | 'children' | 'infants'>, RegExp][] = [
  ['adults', /(?<![\d.,])(\d{1,2}) (?:orang )?dewasa|dewasa (?:: )?(\d{1,2})(?! (?:tahun|juta))/],
  [
    'children',
    /(?<![\d.,])(\d{1,2}) (?:orang )?(?:anak|anak-anak|anak kecil)\b(?!-)|anak(?:-anak)? (?:: )?(\d{1,2})(?! (?:tahun|juta))/,
  ],
  [
    'infants',
    /(?<![\d.,])(\d{1,2}) (?:orang )?bayi|bayi (?:: )?(\d{1,2})(?! (?:tahun|bulan|juta))/,
  ],
]
const SENDS =
  /\b(?:(?:mem)?berangkat(?:kan|in)|(?:meng|ng)?umroh(?:kan|in)|(?:men|n)?daftar(?:kan|in)|(?:meng)?hadiah(?:in|kan)|hadiah untuk|kado|yang berangkat|nyenengin|bahagiakan|bahagiain)\b/
const SELF =
  /\b(?:(?:saya|kami) (?:juga |pun |sendiri )?(?:ikut|juga)|ikut juga|(?:termasuk|plus|dan|dengan|ditemani|sekalian|\+|sama) saya|saya (?:yang )?(?:nemenin|temani|dampingi|mendampingi|menemani|antar|nganter)|saya (?:, |dan |dengan |\+ |plus )+(?:istri|suami|ibu|ayah|anak|adik|kakak|orangtua|teman|mertua|\d)|kami|berangkat dengan|umroh dengan)\b/
const NOT_SELF =
  /\b(?:saya(?: sendiri)? (?:tidak|belum bisa) (?:ikut|berangkat)|tidak ikut saya|bukan (?:untuk )?saya)\b/

export function readParty({ plain, asked }: Reading): PartySaid {
  const { ages, rest } = readAges(plain)
  const fares = readFares(rest, ages)
  const found = travellers(rest)
  const fareTalk = fares.adults !== undefined
  const going = fareTalk
    ? found.going.filter(
        ({ kin, as }) => kin !== 'bayi' && (as !== 'children' || ages.children > 0),
      )
    : found.going
  const total = readTotal(rest, found.going) ?? bareTotal({ plain: rest, asked })
  const alone = readAlone(rest)
  const self = readSelf(rest, going)
  return {
    ...fares,
    ...(alone ? { total: 1 } : total !== undefined && { total }),
    going,
    staying: found.staying,
    ...(self !== undefined && { self }),
    alone,
    more: /\b(?:plus|tambah\w*|nambah|juga|sekalian|ikut)\b/.test(plain),
  }
}

function readFares(plain: string, ages: Ages) {
  const fares: Pick<PartySaid, 'adults' | 'children' | 'infants'> = {}
  const grown = FARE.some(([kind, pattern]) => kind === 'adults' && pattern.test(plain))
  for (const [kind, pattern] of FARE) {
    const match = pattern.exec(plain)
    const count = match?.[1] ?? match?.[2]
    if (count !== undefined && (kind !== 'children' || grown)) fares[kind] = Number(count)
  }
  if (/\b(?:dewasa semua|semua dewasa)\b/.test(plain)) {
    const total = readTotal(plain)
    if (total !== undefined) fares.adults = total
  }
  if (ages.children > 0) fares.children = ages.children
  if (ages.infants > 0) fares.infants = ages.infants
  if (
    fares.infants === undefined &&
    /(?<!popok |susu )\bbayi\b(?! (?:boleh|bayar|kena|gratis|berapa|harga))/.test(plain)
  )
    fares.infants = 1
  return fares
}

/** The last number for everybody that is not a room's, a bus's or somebody's price. */
function readTotal(plain: string, going: Traveller[] = []): number | undefined {
  let last: { at: number; end: number; total: number; couple: boolean } | undefined
  const text = plain.replace(new RegExp(RANGE, 'g'), (range) => '_'.repeat(range.length))
  for (const pattern of TOTALS) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index).trimEnd()
      const room = IN_ROOM.test(before) && !ROOM_FOR.test(before)
      const rejected =
        /\b(?:bukan|lebih dari|minimal|maksimal|per|setiap|tambah|nambah|plus|ada berapa)$/.test(
          before,
        )
      const total = match.groups?.couple ? 2 : Number(match.groups?.n)
      if (room || rejected || total < 1 || total > 500) continue
      if (!last || match.index > last.at) {
        const end = match.index + match[0].length
        last = { at: match.index, end, total, couple: match.groups?.couple !== undefined }
      }
    }
  }
  return last && last.total + (added(plain, last, going) ?? 0)
}

/** "suami istri plus 2 anak" is four; "berdua dengan istri" stays two. */
function added(plain: string, total: { end: number; couple: boolean }, going: Traveller[]) {
  const after = plain.slice(total.end)
  const more = total.couple
    ? /^ (?:plus|\+|dan|dengan|,|beserta|serta|ajak|bawa)(?= )/
    : /^ (?:plus|\+|dan)(?= )/
  return more.test(after) ? sum(going.filter(({ at }) => at >= total.end)) : undefined
}

function bareTotal({ plain, asked }: Pick<Reading, 'plain' | 'asked'>): number | undefined {
  if (!asked.has('pilgrims')) return undefined
  const bare = bareAnswer(plain)
  const number = /^(?:ber)?(\d{1,3})(?: (?:orang|jamaah|pax))?$/.exec(bare)?.[1]
  const first =
    /^(\d{1,2}) (?:,|orang|di|bulan|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|ramadhan|syawal|rajab|syaban)/.exec(
      bare,
    )?.[1]
  const value = number ?? (asked.has('when') ? first : undefined)
  return value === undefined || Number(value) < 1 ? undefined : Number(value)
}

function readAlone(plain: string): boolean {
  return (
    (/\b(?:sendiri|solo traveling|solo)\b(?! (?:yang|bayar|saja belum))/.test(plain) &&
      !/\b(?:kamar|sekamar|bayar|urus|ngurus|bikin|biaya|anak|istri|ibu|ayah|suami|dengan|itu|harga|visa) (?:saya )?sendiri\b|\bsendiri-sendiri\b|\b(?:bukan|tidak|jangan) sendiri\b|\bsendiri atau\b|\bsendiri (?:boleh|bisa)\b/.test(
        plain,
      )) ||
    /^(?:cuma|hanya)? ?saya (?:saja|doang)(?: kak| min| iya| mas| mbak)*$/.test(plain.trim()) ||
    /\b(?:cuma|hanya) saya(?: saja)?(?: [,.?]| kak|$)/.test(plain)
  )
}

function readSelf(plain: string, going: Traveller[]): boolean | undefined {
  if (NOT_SELF.test(plain)) return false
  if (SELF.test(plain)) return true
  if (SENDS.test(plain)) return false
  const [first] = going
  if (!first) return undefined
  const before = plain.slice(0, first.at).trimEnd()
  const after = plain.slice(first.end)
  if (
    /^(?: (?:saya|kami|juga))* (?:mau|ingin|yang berangkat|yang mau)\b/.test(after) &&
    !/\b(?:saya|dengan)$/.test(before)
  )
    return false
  if (/\buntuk(?: (?:kedua|\d+|orang))*$/.test(before))
    return /\bsaya\b/.test(before) ? undefined : false
  return true
}

/** What is known of the party after several messages. */
export type Party = {
  total?: number
  people: Map<string, Traveller>
  self: boolean
  fares: Pick<LeadFields, 'adults' | 'children' | 'infants'>
  alone: boolean
}

export const NOBODY: Party = { people: new Map(), self: true, fares: {}, alone: false }

/** Adds a message to what was known; the later word wins. */
export function withSaid(before: Party, said: PartySaid): Party {
  const people = new Map(said.alone ? [] : before.people)
  let { total } = said
  let left = 0
  for (const kin of said.staying) if (people.delete(kin)) left += 1
  const news = said.going.filter(({ kin }) => !people.has(kin))
  for (const traveller of said.going) {
    const known = people.get(traveller.kin)
    people.set(traveller.kin, {
      ...traveller,
      ...(traveller.count === undefined && known?.count !== undefined && { count: known.count }),
    })
  }
  const self = said.self ?? before.self
  if (total === undefined && before.total !== undefined) {
    const added = said.more ? sum(news) : 0
    total = added === undefined ? before.total : before.total + added - left
  }
  const fares = { ...before.fares, ...pickFares(said) }
  const known = total ?? (fares.adults === undefined ? undefined : undefined)
  return {
    ...(known !== undefined && { total: known }),
    people,
    self,
    fares,
    alone: said.alone || (before.alone && said.going.length === 0 && said.total === undefined),
  }
}

function pickFares({ adults, children, infants }: PartySaid) {
  return {
    ...(adults !== undefined && { adults }),
    ...(children !== undefined && { children }),
    ...(infants !== undefined && { infants }),
  }
}

/** The fields that follow from a party. */
export function partyFields(party: Party): LeadFields {
  const pilgrims = total(party)
  const companions = companionsOf(party)
  return {
    ...(pilgrims !== undefined && { pilgrims }),
    ...party.fares,
    ...(companions.length > 0 && { with: companions }),
  }
}

function total(party: Party): number | undefined {
  if (party.total !== undefined) return party.total
  const { adults, children = 0, infants = 0 } = party.fares
  if (adults !== undefined) return adults + children + infants
  if (party.people.size === 0) return undefined
  const named = sum([...party.people.values()])
  return named === undefined ? undefined : named + (party.self ? 1 : 0)
}

function sum(people: Traveller[]): number | undefined {
  let sum = 0
  for (const { count } of people) {
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}

function companionsOf({ people, alone }: Party): Companion[] {
  if (alone) return ['alone']
  const named = new Set([...people.values()].flatMap(({ as }) => (as ? [as] : [])))
  if (named.has('mother') && named.has('father')) {
    named.add('parents')
  }
  if (named.has('parents')) {
    named.delete('mother')
    named.delete('father')
  }
  return [...named]
}
