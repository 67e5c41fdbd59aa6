import type { Companion } from '../../../domain/leads/lead-fields.ts'
import { kinMentions, type KinMention } from './kin.ts'
import { anyWord, oneOf } from './patterns.ts'

/** A person or group the writer names as going. `count` is absent where the number is unknown. */
export type Traveller = { kin: string; as?: Companion; count?: number; at: number; end: number }

const BETWEEN = oneOf`
  saya|kami|semua|juga|sekalian|orang|para|si|untuk|hanya|cuma|saja|dengan|umroh|berangkat|yang
`
/** What brings a person into the party when it stands right before him. */
const BRINGS = rightBefore(oneOf`
  ber\d+|dengan|untuk|dan|plus|\+|(?:meng|ng)?ajak\w*|(?:mem|m)?bawa|beserta|serta|temani|nemenin
  menemani|(?:meng|ng)?antar|nganter|(?:mem)?berangkat(?:kan|in|ke|aken)
  (?:meng|ng)?umroh(?:kan|in|ke|aken)|(?:men|n)?daftar(?:kan|in)|(?:meng)?hadiah(?:in|kan)?
  kado\w*|termasuk|ditemani|didampingi|dampingi|mendampingi|my|our|sekalian|nitip|titip|yaitu
  berangkat|bersama|boyong|memboyong|nyenengin|bahagiakan|bahagiain
`)
const SUBJECT =
  /^(?: (?:juga|saya|dua-duanya))* (?:ikut|mau|ingin|yang berangkat|yang mau berangkat|berangkat)\b/
/** Somebody asked, waited for or cared for: not taken along. */
const SPOKEN_OF = anyWord`
  diskusi|tanya|izin|ijin|konsultasi|tunggu|kabari|bilang|kabar|lapor|dibayar\w*|dibiayai|dikasih
  ditanggung|libur|jaga\w*|ninggal\w*|meninggalkan|info|lihat|persetujuan|restu|minta|rayu|bujuk
  bicara|tetangga|merawat|ngurus|rawat|badal\w*|ultah|ulang tahun|doa\w*|almarhum|almarhumah|alm
`
/** "kata teman", "dari anak": what belongs to him or comes from him. */
const OF_HIM = rightBefore(oneOf`
  ke|kata|dari|rekomendasi|saran|nomor|no|hp|wa|rumah|milik|seperti|kayak|tanpa|bukan|oleh
  atas nama|nama|gaji|uang|dana|tabungan|kantor|usaha|sekolah|kado dari
`)
const TRIP = /\b(?:umroh|berangkat|ajak|bawa|ber\d+|bareng)\b/
const STATE = '(?: (?:saya|masih|lagi|sedang|juga|kan|memang))*'
const NOT_GOING = new RegExp(
  String.raw`^${STATE} ${oneOf`
    tidak (?:ikut|jadi|berangkat|bisa ikut|bisa berangkat|mau ikut|mau)|tidak-jadi|batal
    jadi tidak|di rumah|hamil|sekolah|sakit|meninggal|wafat|lahiran|melahirkan|libur
    yang (?:bayar|biayai|transfer|tanggung|nanggung|di)|dulu|jamaah|nikah|menikah|ujian|kemarin
    bilang|minta|suruh|nyuruh|tanya|kerja|yatim|buah|tiri|muda|kos|pengajian|majelis|paspor
    angkat|pernah|punya|masih|sudah(?! ikut)|belum(?! ikut)
  `}\b|^-`,
)
const STAYS = /^(?: \w+)? (?:tidak (?:ikut|jadi)|tidak-jadi|batal|tidak bisa ikut|jadi tidak)\b/
/** Colleagues and congregations are nobody's friends or family here. */
const COLLEAGUES = new RegExp(
  String.raw`^(?:-teman)? ${oneOf`
  kantor|sekantor|kerja|pengajian|majelis|seprofesi|satu kantor|jamaah|masjid|dinas
`}\b`,
)
/** "anak bayar berapa": about a rule, not about anybody. */
const RULE = /\b(?:boleh|bayar|kena|harga|diskon|wajib|perlu|butuh|harus|gratis|full|dihitung)\b/
const FARE_OF =
  /\b(?:syarat|harga|diskon|tiket|kategori|tarif|biaya|paspor)(?: (?:milik|umroh|untuk))*$/
const IN_LIST = /^[ ,+&]*(?:dan|dengan|plus)?[ ,]*$/

/** Everybody named as going, in order, and those named as not going. */
export function travellers(plain: string): { going: Traveller[]; staying: string[] } {
  const mentions = kinMentions(plain)
  const staying = mentions.filter((mention) => staysBehind(plain, mention))
  const going: KinMention[] = []
  for (const mention of mentions) if (isGoing(plain, mention, going.at(-1))) going.push(mention)
  // "ayah ibu saya yang berangkat": what holds for the second holds for the first.
  for (const mention of mentions.toReversed()) {
    const next = going.find(({ at }) => at > mention.end)
    const joined =
      next && /^ (?:(?:dan|dengan|,|&|\+) ){0,2}$/.test(plain.slice(mention.end, next.at))
    const known = going.includes(mention) || staying.includes(mention)
    if (joined && mention.kin.address && !known) going.splice(going.indexOf(next), 0, mention)
  }
  return { going: going.map(asTraveller), staying: staying.map(({ named }) => named) }
}

/** Their number together, unless one of the groups has none. */
export function sumOf(people: readonly Traveller[]): number | undefined {
  let sum = 0
  for (const { count } of people) {
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}

function asTraveller({ named, kin, count, at, end }: KinMention): Traveller {
  return {
    kin: named,
    at,
    end,
    ...(kin.as && { as: kin.as }),
    ...(count !== undefined && { count }),
  }
}

function staysBehind(plain: string, { at, end }: KinMention) {
  const before = clauseBefore(plain, at).trimEnd()
  return STAYS.test(clauseAfter(plain, end)) || /\b(?:bukan|tanpa)(?: dengan)?$/.test(before)
}

function isGoing(plain: string, mention: KinMention, last: KinMention | undefined): boolean {
  const { kin, mine, at, end } = mention
  const before = clauseBefore(plain, at).trimEnd()
  const right = clauseAfter(plain, end)
  if (kin.as === 'friends' && COLLEAGUES.test(right)) return false
  if (NOT_GOING.test(right) || FARE_OF.test(before)) return false
  const afterSelf = /\b(?:saya|kami) (?:(?:,|dan|dengan|plus|\+) )+$/.test(plain.slice(0, at))
  const listed = afterSelf || (last !== undefined && IN_LIST.test(plain.slice(last.end, at)))
  const sinceTrip = before.slice(Math.max(lastIndexOf(before, TRIP), 0))
  if ((SPOKEN_OF.test(sinceTrip) || OF_HIM.test(before)) && !listed) return false
  const brought = BRINGS.test(before) || SUBJECT.test(right)
  if (kin.vocative && before === '' && !/^ (?:juga|ikut)\b/.test(right)) return false
  if (kin.address) return (brought && before !== 'untuk') || mine || listed
  if (brought || listed) return true
  // Husband and wife are of the party unless something says otherwise; others need a sign.
  const close = kin.as === 'wife' || kin.as === 'husband' || FAMILY.test(mention.named)
  return (close || mention.numbered || alone(plain, mention)) && !RULE.test(right)
}

/** Couples and whole families travel together. */
const FAMILY = /^(?:pasangan|sekeluarga|keluarga|kakak beradik|kakak adik|adik kakak)$/

/** Nothing else is said in its clause: "tambah 1 lagi, adik saya". */
function alone(plain: string, { at, end }: KinMention) {
  const rest = `${plain
    .slice(0, at)
    .split(/ [,.?] | tapi /)
    .at(-1)} ${clauseAfter(plain, end)}`
  return /^(?: |,|\.|kak|min|mas|mbak|saja|iya|juga|pak|bu)*$/.test(rest)
}

function clauseBefore(plain: string, at: number) {
  const before = plain.slice(0, at)
  const stop = Math.max(
    ...[' . ', ' ? ', ' tapi ', ' jadi '].map((mark) => before.lastIndexOf(mark)),
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

function rightBefore(group: string) {
  return new RegExp(`(?:^|[ (])${group}(?: ${BETWEEN})*$`)
}
