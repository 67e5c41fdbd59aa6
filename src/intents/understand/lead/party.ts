import type { Companion, LeadFields } from '../../../domain/leads/lead-fields.ts'
import { PLACE } from '../word.ts'
import type { Words } from '../words.ts'
import { readAges, type Ages } from './ages.ts'
import { isCommonWord } from './common-words.ts'
import { sumOf, travellers, type Traveller } from './companions.ts'
import { bareTotal, readFares, readTotal, type Fares } from './party-size.ts'
import { bareAnswer, type Reading } from './reading.ts'
import { oneOf, anyWord } from './patterns.ts'

/** What one message says about who goes. */
export type PartySaid = {
  /** A number for everybody: "berdua", "4 orang". */
  total?: number
  fares: Fares
  /** Ages told of children; they count where children go. */
  ages: Ages
  going: Traveller[]
  staying: string[]
  /** Whether the writer goes along; absent where nothing says so. */
  self?: boolean
  alone: boolean
  /** On top of what was known: "tambah 1 lagi", "ibu juga". */
  more: boolean
}

const SENDS = anyWord`
  (?:mem)?berangkat(?:kan|in|ke|aken)|(?:meng|ng)?umroh(?:kan|in|ke|aken)
  (?:men|n)?daftar(?:kan|in)|(?:meng)?hadiah(?:in|kan)|hadiah untuk|kado|yang berangkat
  nyenengin|bahagiakan|bahagiain
`
const LISTED = '(?:istri|suami|ibu|ayah|anak|adik|kakak|orangtua|teman|mertua|\\d)'
const SELF = anyWord`
  (?:saya|kami) (?:juga |pun |sendiri )?(?:ikut|juga)|ikut juga|kami
  (?:termasuk|plus|dan|dengan|ditemani|sekalian|\+) saya
  saya (?:yang )?(?:nemenin|temani|dampingi|mendampingi|menemani|antar|nganter)
  saya (?:, |dan |dengan |\+ |plus )+(?:my )?${LISTED}
  (?:berangkat|umroh) dengan(?= (?:\d+ )?${LISTED})
`
const NOT_SELF = new RegExp(
  oneOf`
  \b(?:saya(?: sendiri)? (?:tidak|belum bisa) (?:ikut|berangkat)|tidak ikut saya|bukan (?:untuk )?saya)\b
  \bsaya (?:sendiri )?tidak(?: ikut)?(?: [,.?]|$)
`,
)
const ALONE = /\b(?:sendiri|solo (?:travel\w*|trip|backpack\w*))\b(?! (?:yang|bayar))/
const ITSELF = oneOf`
  pilih|tanggal|atur|cari|kamar|sekamar|bayar|urus|ngurus|bikin|biaya|anak|istri|ibu|ayah|suami
  dengan|itu|harga|visa|juta|tiket|pesawat
`
const NOT_ALONE = anyWord`
  ${ITSELF} (?:saya )?sendiri|sendiri-sendiri|(?:bukan|tidak|jangan) sendiri|sendiri (?:atau|tidak|belum)
`
const ONLY_ME = new RegExp(
  oneOf`
  \bsaja saya\b|^(?:cuma |hanya )?saya saja(?: kak| min| iya| mas| mbak)*$
  \b(?:cuma|hanya) saya(?: saja)?(?: [,.?]| kak|$)
`,
)
const TITLES = new Set(['ibu', 'ayah', 'kakak', 'mas', 'mbak', 'om', 'tante', 'abang'])

export function readParty({ plain, asked, words }: Reading): PartySaid {
  const { ages, rest } = readAges(withoutTitles(plain, words))
  const found = travellers(rest)
  const fares = readFares(rest, found.going)
  // "2 dewasa 1 anak" are fares; whose child it is stays open.
  const going =
    fares.adults === undefined ? found.going : found.going.filter(({ as }) => as !== 'children')
  const alone = (ALONE.test(rest) && !NOT_ALONE.test(rest)) || ONLY_ME.test(rest.trim())
  const bare = asked.has('room') ? undefined : bareTotal({ plain: rest, asked }, found.going)
  const shared = /^(?:ber)?\d(?: orang)?$/.test(bareAnswer(rest))
  const room = asked.has('room') && !asked.has('pilgrims') && shared
  const total = alone ? 1 : room ? undefined : (readTotal(rest, found.going) ?? bare)
  const self = readSelf(rest, going)
  return {
    ...(total !== undefined && { total }),
    fares,
    ages,
    going,
    staying: found.staying,
    ...(self !== undefined && { self }),
    alone,
    more: /\b(?:plus|tambah\w*|nambah|juga|sekalian|ikut)\b/.test(plain),
  }
}

/** "Ibu Ratna" is a name with its title, nobody's mother. */
function withoutTitles(plain: string, { words }: Words): string {
  let text = plain
  const spoken = words.filter((word) => word.plain !== '')
  for (const [index, word] of spoken.entries()) {
    const next = spoken[index + 1]
    if (!TITLES.has(word.plain) || !next || next.plain === PLACE) continue
    const named =
      /^\p{Lu}\p{L}{2,}$/u.test(next.raw) || /^(?:ini|dengan)$/.test(spoken[index - 1]?.plain ?? '')
    if (!named || !/^\p{L}{3,}$/u.test(next.raw) || isCommonWord(next.plain)) continue
    text =
      text.slice(0, word.at) +
      '_'.repeat(word.plain.length) +
      text.slice(word.at + word.plain.length)
  }
  return text
}

function readSelf(plain: string, going: readonly Traveller[]): boolean | undefined {
  if (NOT_SELF.test(plain)) return false
  if (SELF.test(plain)) return true
  if (SENDS.test(plain)) return false
  const [first] = going
  if (!first) return undefined
  const before = plain.slice(0, first.at).trimEnd()
  const wants = /^(?: (?:saya|kami|juga))* (?:mau|ingin|yang (?:berangkat|mau|umroh|pergi))\b/
  const wish = going.some(({ end }) => wants.test(plain.slice(end).replace(/^ \([^)]*\)/, '')))
  if (wish && !/\b(?:saya|dengan|ajak|bawa)$/.test(before)) return false
  const untuk = /\buntuk(?: (?:kedua|\d+|orang))*$/.test(before)
  return untuk ? /\bsaya\b/.test(before) && undefined : true
}

/** What is known of the party after several messages. */
export type Party = {
  total?: number
  people: ReadonlyMap<string, Traveller>
  self: boolean
  fares: Fares
  alone: boolean
}

/** The word for each companion; how many they are was counted before. */
const KIN_OF: Record<Companion, string> = {
  wife: 'istri',
  husband: 'suami',
  mother: 'ibu',
  father: 'ayah',
  parents: 'orangtua',
  children: 'anak',
  siblings: 'adik',
  friends: 'teman',
  family: 'keluarga',
  alone: '',
}

/** The party that was known as fields. */
export function partyOf({
  pilgrims,
  adults,
  children,
  infants,
  with: known = [],
}: LeadFields): Party {
  const people = known.flatMap((as): [string, Traveller][] =>
    as === 'alone' ? [] : [[KIN_OF[as], { kin: KIN_OF[as], as, at: 0, end: 0 }]],
  )
  return {
    ...(pilgrims !== undefined && { total: pilgrims }),
    people: new Map(people),
    self: true,
    fares: {
      ...(adults !== undefined && { adults }),
      ...(children !== undefined && { children }),
      ...(infants !== undefined && { infants }),
    },
    alone: known.includes('alone'),
  }
}

/** Adds a message to what was known; the later word wins. */
export function withSaid(before: Party, said: PartySaid): Party {
  const people = new Map(said.alone ? [] : before.people)
  const left = said.staying.filter((kin) => people.delete(kin)).length
  const news = said.going.filter(({ kin }) => !people.has(kin))
  for (const traveller of said.going) {
    const count = traveller.count ?? people.get(traveller.kin)?.count
    people.set(traveller.kin, { ...traveller, ...(count !== undefined && { count }) })
  }
  const total = said.total ?? changedTotal(before.total, { left, news, more: said.more })
  return {
    ...(total !== undefined && { total }),
    people,
    self: said.self ?? before.self,
    fares: { ...before.fares, ...said.fares, ...faresByAge(said, people) },
    alone: said.alone || (before.alone && said.going.length === 0 && said.total === undefined),
  }
}

/** Children two to eleven, infants under two, of those who go. */
function faresByAge({ ages, fares }: PartySaid, people: ReadonlyMap<string, Traveller>): Fares {
  const travel =
    fares.adults !== undefined ||
    [...people.values()].some(({ as }) => as === 'children' || as === 'family')
  if (!travel) return {}
  return {
    ...(ages.children > 0 && { children: ages.children }),
    ...(ages.infants > 0 && { infants: ages.infants }),
  }
}

function changedTotal(
  before: number | undefined,
  { left, news, more }: { left: number; news: Traveller[]; more: boolean },
) {
  if (before === undefined) return undefined
  const added = more ? sumOf(news) : 0
  return added === undefined ? before : before + added - left
}

/** The fields that follow from a party. */
export function partyFields(party: Party): LeadFields {
  const pilgrims = sizeOf(party)
  const companions = companionsOf(party)
  return {
    ...(pilgrims !== undefined && { pilgrims }),
    ...party.fares,
    ...(companions.length > 0 && { with: companions }),
  }
}

function sizeOf({ total, fares, people, self }: Party): number | undefined {
  if (total !== undefined) return total
  if (fares.adults !== undefined) return fares.adults + (fares.children ?? 0) + (fares.infants ?? 0)
  if (people.size === 0) return undefined
  const named = sumOf([...people.values()])
  return named === undefined ? undefined : named + (self ? 1 : 0)
}

function companionsOf({ people, alone }: Party): Companion[] {
  if (alone) return ['alone']
  const named = new Set([...people.values()].flatMap(({ as }) => (as ? [as] : [])))
  if (named.has('mother') && named.has('father')) named.add('parents')
  if (named.has('parents')) {
    named.delete('mother')
    named.delete('father')
  }
  return [...named]
}
