import type { Companion } from '../../../domain/leads/lead-fields.ts'

/** A word for kin, as counted and labelled. */
export type Kin = {
  as?: Companion
  /** How many one such word is, when no number stands beside it. */
  single?: number
  /** Also how people address us: Bu, Pak, Om. Needs better evidence. */
  address?: boolean
  /** At the head of a sentence it is only address: "Mas saya mau ...". */
  vocative?: boolean
}

const KIN: Record<string, Kin> = {
  istri: { as: 'wife', single: 1 },
  suami: { as: 'husband', single: 1 },
  pasangan: { single: 1 },
  ibu: { as: 'mother', single: 1, address: true },
  ayah: { as: 'father', single: 1, address: true },
  abi: { as: 'father', single: 1, address: true },
  orangtua: { as: 'parents' },
  anak: { as: 'children', single: 1 },
  'anak-anak': { as: 'children' },
  bayi: { as: 'children', single: 1 },
  balita: { as: 'children', single: 1 },
  adik: { as: 'siblings', single: 1 },
  'adik-adik': { as: 'siblings' },
  kakak: { as: 'siblings', single: 1, address: true, vocative: true },
  'kakak-kakak': { as: 'siblings' },
  'kakak beradik': { as: 'siblings' },
  'kakak adik': { as: 'siblings' },
  'adik kakak': { as: 'siblings' },
  abang: { as: 'siblings', single: 1, address: true, vocative: true },
  mbak: { as: 'siblings', single: 1, address: true, vocative: true },
  mas: { as: 'siblings', single: 1, address: true, vocative: true },
  saudara: { as: 'siblings' },
  'saudara-saudara': { as: 'siblings' },
  mertua: { as: 'family' },
  'ibu mertua': { as: 'family', single: 1 },
  'ayah mertua': { as: 'family', single: 1 },
  'kakak ipar': { as: 'family', single: 1 },
  'adik ipar': { as: 'family', single: 1 },
  ipar: { as: 'family', single: 1 },
  besan: { as: 'family' },
  om: { as: 'family', single: 1, address: true, vocative: true },
  tante: { as: 'family', single: 1, address: true, vocative: true },
  sepupu: { as: 'family', single: 1 },
  keponakan: { as: 'family', single: 1 },
  cucu: { as: 'family', single: 1 },
  'cucu-cucu': { as: 'family' },
  menantu: { as: 'family', single: 1 },
  kakek: { as: 'family', single: 1 },
  nenek: { as: 'family', single: 1 },
  keluarga: { as: 'family' },
  sekeluarga: { as: 'family' },
  teman: { as: 'friends' },
  'teman-teman': { as: 'friends' },
}

const KIN_WORDS = Object.keys(KIN)
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const NOT_AGE = '(?! (?:tahun|bulan|juta|jutaan|hari|kali|an|kamar|-|dan \\d+ tahun))'
const MENTION = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?<before>\\d{1,2}|kedua|semua|para) (?:orang )?)?(?<kin>${KIN_WORDS})(?![\\p{L}\\d-])` +
    `(?<mine> (?:saya|kami|kandung|perempuan|laki-laki|laki|cewek|cowok|tercinta))*` +
    `(?:(?: (?:juga|mau|ikut|yang))+ (?<later>\\d{1,2}) orang)?` +
    `(?: (?:ber)?(?<after>\\d{1,2})(?!\\d)(?: orang)?${NOT_AGE})?`,
  'gu',
)

/** One mention of kin: who, how many if said, and whether as the writer's own. */
export type KinMention = {
  named: string
  kin: Kin
  count?: number
  mine: boolean
  /** A number stood beside it. */
  numbered: boolean
  at: number
  end: number
}

export function kinMentions(plain: string): KinMention[] {
  return [...plain.matchAll(MENTION)].map((match) => {
    const { kin: named = '', mine, before, after: beside, later } = match.groups ?? {}
    const after = later ?? beside
    const end = match.index + match[0].length
    const kin = KIN[named] ?? {}
    // "anak istri" is an idiom for the family, whatever its size.
    const idiom = named === 'anak' && /^ (?:dan )?istri\b/.test(plain.slice(end))
    // "istri 30" is her age.
    const number = Number(before ?? after)
    const count = before === 'kedua' ? 2 : number > 20 ? Number.NaN : number
    // "mertua" may be two, "mertua perempuan" is one.
    const single = / (?:perempuan|laki)/.test(match[0]) ? 1 : kin.single
    const known = Number.isNaN(count) ? (before || idiom ? undefined : single) : count
    return {
      named,
      kin,
      ...(known !== undefined && { count: known }),
      mine: mine !== undefined,
      numbered: before !== undefined || after !== undefined,
      at: match.index,
      end,
    }
  })
}
