import type { Companion } from '../../../domain/leads/lead-fields.ts'

/** A person or group the writer names as going. `count` is absent where the number is unknown. */
export type Traveller = { kin: string; as?: Companion; count?: number; at: number; end: number }

type Kin = {
  as?: Companion
  /** How many one such word is, when no number stands beside it. */
  single?: number
  /** Also how people address us: Bu, Pak, Om. Needs better evidence. */
  address?: boolean
}

const KIN: Record<string, Kin> = {
  istri: { as: 'wife', single: 1 },
  suami: { as: 'husband', single: 1 },
  pasangan: { single: 1 },
  ibu: { as: 'mother', single: 1, address: true },
  ayah: { as: 'father', single: 1, address: true },
  orangtua: { as: 'parents' },
  anak: { as: 'children', single: 1 },
  'anak-anak': { as: 'children' },
  bayi: { as: 'children', single: 1 },
  balita: { as: 'children', single: 1 },
  adik: { as: 'siblings', single: 1 },
  'adik-adik': { as: 'siblings' },
  kakak: { as: 'siblings', single: 1, address: true },
  'kakak-kakak': { as: 'siblings' },
  abang: { as: 'siblings', single: 1, address: true },
  mbak: { as: 'siblings', single: 1, address: true },
  mas: { as: 'siblings', single: 1, address: true },
  saudara: { as: 'siblings' },
  'saudara-saudara': { as: 'siblings' },
  mertua: { as: 'family' },
  'ibu mertua': { as: 'family', single: 1 },
  'ayah mertua': { as: 'family', single: 1 },
  'kakak ipar': { as: 'family', single: 1 },
  'adik ipar': { as: 'family', single: 1 },
  ipar: { as: 'family', single: 1 },
  besan: { as: 'family' },
  om: { as: 'family', single: 1, address: true },
  tante: { as: 'family', single: 1, address: true },
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
const NOT_MORE = '(?! (?:tahun|bulan|juta|jutaan|hari|kali|an|kamar|-|thn|dan \\d+ tahun))'
const MENTION = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?<before>\\d{1,2}|kedua|semua|para) (?:orang )?)?(?<kin>${KIN_WORDS})(?![\\p{L}\\d-])` +
    `(?<mine> (?:saya|kami|kandung|perempuan|laki-laki|laki|cewek|cowok|tercinta))*` +
    `(?: (?:ber)?(?<after>\\d{1,2})(?: orang)?${NOT_MORE})?`,
  'gu',
)

/** What brings a person into the party when it stands right before him. */
const BRINGS =
  /(?:^|[ (])(?:dengan|untuk|dan|plus|\+|(?:meng|ng)?ajak\w*|(?:mem|m)?bawa|beserta|serta|temani|nemenin|menemani|(?:meng|ng)?antar|(?:mem)?berangkat(?:kan|in)|(?:meng|ng)?umroh(?:kan|in)|(?:men|n)?daftar(?:kan|in)|(?:meng)?hadiah(?:in|kan|)|kado\w*|termasuk|ditemani|didampingi|dampingi|mendampingi|my|our|sekalian|nitip|titip|yaitu|yang berangkat|berangkat|bersama|boyong|memboyong|nyenengin|bahagiakan|bahagiain|nganter)(?: (?:saya|semua|juga|sekalian|orang|para|si|untuk|hanya|cuma|saja|dengan|umroh|kan|berangkat))*$/
const SUBJECT_AFTER =
  /^(?: (?:juga|saya|dua-duanya))* (?:ikut|mau|ingin|yang berangkat|berangkat|pengen|kepengen)\b/
const LIST_BEFORE = /(?:^|[ ])(?:,|dan|dengan|&|\+|plus|saya|kami|\))(?: (?:saya|juga|untuk))*$/

/** Somebody spoken of, not taken along. */
const SPOKEN_OF =
  /\b(?:kata|dari|rekomendasi|saran|nomor|no|hp|wa|rumah|milik|seperti|kayak|tanpa|bukan|almarhum|almarhumah|alm|diskusi|tanya|izin|ijin|konsultasi|tunggu|kabari|bilang|kabar|lapor|dibayar\w*|dibiayai|dikasih|ditanggung|oleh|libur|sekolah|jaga\w*|ninggal\w*|meninggalkan|atas nama|info|lihat|persetujuan|restu|minta|rayu|bujuk|bicara|hadiah dari|tetangga|merawat|ngurus|rawat|badal\w*|ultah|ulang tahun|doa\w*)\b(?! (?:umroh|berangkat))/
const TRIP_WORD = /\b(?:umroh|berangkat|ajak|bawa|ber\d+|bareng)\b/
const STAYS =
  /^(?: (?:saya|masih|lagi|sedang|juga|kan|memang))*(?: (?:tidak (?:ikut|jadi|berangkat|bisa ikut|bisa berangkat|mau ikut|mau)|tidak-jadi|belum (?:setuju|mengizinkan|izin|mau|boleh\w*|tahu|acc)|di rumah|hamil|sekolah|sakit|yang (?:bayar|biayai|transfer|nanggung|tanggung)|kemarin|sudah|belum|bilang|minta|suruh|nyuruh|tanya|kerja|yatim|buah|tiri|muda|kos|pengajian|majelis|angkat|pernah|punya|yang di)\b|-)/
const ABOUT_RULES =
  /\b(?:boleh|bayar|kena|harga|diskon|wajib|perlu|butuh|harus|gratis|full|dihitung)\b/

/** Everybody named as going, in order, and those named as not going. */
export function travellers(plain: string): { going: Traveller[]; staying: string[] } {
  const going: Traveller[] = []
  const staying: string[] = []
  for (const match of plain.matchAll(MENTION)) {
    const named = match.groups?.kin ?? ''
    const kin = KIN[named] ?? {}
    const left = clauseBefore(plain, match.index)
    const right = clauseAfter(plain, match.index + match[0].length)
    const mine = match.groups?.mine !== undefined
    const near = going.at(-1)
    const listed =
      near !== undefined &&
      /^[ ,+&]*(?:dan|dengan|plus)?[ ,]*$/.test(plain.slice(near.end, match.index))
    if (
      /^(?: (?:saya|saja))* (?:tidak|tidak-jadi|batal|jadi tidak)(?: (?:jadi|bisa))* ?(?:ikut|berangkat)?\b/.test(
        right,
      )
    ) {
      if (
        /^(?: \w+)* (?:tidak (?:ikut|jadi)|tidak-jadi|batal|tidak bisa ikut|jadi tidak)/.test(right)
      )
        staying.push(named)
    }
    if (!isGoing({ left, right, mine, listed, kin, message: plain })) continue
    if (/\b(?:bukan|tanpa)(?: dengan)?$/.test(left.trimEnd())) staying.push(named)
    const count = countOf(match.groups ?? {}, kin, named, right)
    going.push({
      kin: named,
      at: match.index,
      end: match.index + match[0].length,
      ...(kin.as && { as: kin.as }),
      ...(count !== undefined && { count }),
    })
  }
  return { going, staying }
}

function isGoing(seen: {
  left: string
  right: string
  mine: boolean
  listed: boolean
  kin: Kin
  message: string
}): boolean {
  const { left, right, mine, listed, kin } = seen
  const before = left.trimEnd()
  if (STAYS.test(right) && !/^(?: saya)? (?:sudah|belum) ikut/.test(right)) return false
  const since = lastIndexOf(before, TRIP_WORD)
  if (SPOKEN_OF.test(before.slice(Math.max(since, 0))) && !listed) return false
  if (/\bpaspor(?: (?:milik|nya|untuk))?$/.test(before)) return false
  const brought = BRINGS.test(before) || SUBJECT_AFTER.test(right)
  if (kin.address)
    return (
      (brought && !/^untuk$/.test(before)) || mine || listed || (LIST_BEFORE.test(before) && mine)
    )
  if (!brought && !listed && ABOUT_RULES.test(right) && !mine) return false
  return true
}

function countOf(
  { before, after }: Record<string, string | undefined>,
  kin: Kin,
  named: string,
  right: string,
): number | undefined {
  if (before === 'kedua') return 2
  if (before === 'semua' || before === 'para') return undefined
  const said = before ?? after
  if (said !== undefined) return Number(said)
  // "anak istri" is an idiom for the family, whatever its size.
  if (named === 'anak' && /^ (?:dan )?istri/.test(right)) return undefined
  return kin.single
}

function clauseBefore(plain: string, at: number) {
  const before = plain.slice(0, at)
  const stop = Math.max(
    before.lastIndexOf(' . '),
    before.lastIndexOf(' ? '),
    before.lastIndexOf(' tapi '),
    before.lastIndexOf(' jadi '),
  )
  const comma = before.lastIndexOf(' , ')
  // A comma right before continues a list; an earlier one begins a new thought.
  const start = comma > stop && comma < before.length - 3 ? comma + 2 : stop + 1
  return before.slice(Math.max(start, 0))
}

function clauseAfter(plain: string, end: number) {
  const after = plain.slice(end)
  const stop = after.search(/ (?:[,.?]|tapi|jadi)(?: |$)/)
  return stop === -1 ? after : after.slice(0, stop)
}

function lastIndexOf(text: string, pattern: RegExp) {
  let last = -1
  for (const { index } of text.matchAll(new RegExp(pattern, 'g'))) last = index
  return last
}
