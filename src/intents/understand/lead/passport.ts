import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { addDays } from '../../../domain/day.ts'
import type { Reading } from './reading.ts'
import { whenMentions } from './when-mentions.ts'
import { oneOf, anyWord } from './patterns.ts'

type Passport = NonNullable<LeadFields['passport']>
/** `unclear` where something is said that does not settle it: mixed, or running out soon. */
type Status = Passport | 'unclear'

/** Passports are wanted valid for half a year and more: one that ends sooner is no clear yes. */
const SOON_DAYS = 240
const WHO =
  '(?:saya|kami|istri|suami|ibu|ayah|abi|anak|anak-anak|adik|kakak|orangtua|mertua|teman|nenek|kakek)'

const MAKING = oneOf`
  bikin|buat|urus|ngurus|mengurus|diurus|diproses|proses|pembuatan|pengurusan|pengajuan
  perpanjang\w*|diperpanjang|memperpanjang|dibuat|dibikin|dibikinin|dibuatkan|imigrasi|antri
  ngantri|wawancara|foto|daftar|apply|mengajukan|jadwal
`
const UNDER_WAY =
  '(?:lagi|sedang|masih|tahap|dalam|baru|tengah|proses)' +
  '(?: (?:di|dalam|proses|tahap|saya|kami|mau|saja|lagi|sedang|urus))*'
const NOT_YET = '(?:belum|tidak)(?: (?:ada|pernah|sempat|juga|sama sekali|semua|satupun|sempet))*'

const STATUSES: [Status, RegExp][] = [
  ['ready', /\b(?:sudah|baru(?: saja)?) jadi\b/],
  [
    'unclear',
    new RegExp(
      oneOf`
  \b(?:mau|hampir|akan|segera|sebentar lagi|bentar lagi|keburu) (?:habis|mati|expired|kadaluarsa|kedaluwarsa|kadaluwarsa)\b
  \b(?:tinggal|sisa|kurang) (?:masa berlaku )?\d+ (?:bulan|minggu|hari)\b
  \b(?:habis|mati|expired?|kadaluarsa) (?:\d+ bulan lagi|bulan depan|bulan ini|tahun ini|sebentar lagi)\b
  \bhilang\b|\brusak\b
`,
    ),
  ],
  [
    'ready',
    new RegExp(
      String.raw`\b(?:masih|belum) ${oneOf`
  lama|panjang|berlaku|aktif|hidup|valid|habis|mati|expired|kadaluarsa|kedaluwarsa
`}\b`,
    ),
  ],
  [
    'expired',
    anyWord`
  kadaluarsa|kadaluwarsa|kedaluwarsa|kedaluarsa|kadaluarasa|kadarluasa|expired?|exp|mati
  tidak (?:berlaku|aktif)|(?:sudah )?(?:habis|lewat)(?: masa)?(?: berlaku)?
`,
  ],
  ['none', /\bmau (?:bikin|buat|urus)\b/],
  [
    'in_process',
    anyWord`
      (?:belum|tunggu) (?:jadi|selesai|keluar|terbit|rampung|diambil)|${UNDER_WAY} ${MAKING}
      proses|on process|di imigrasi|(?:sudah|habis|baru) (?:wawancara|foto|antri)|process\w*
    `,
  ],
  [
    'none',
    new RegExp(oneOf`
      \b${NOT_YET} (?:ada|punya|bikin|buat|urus|ngurus|dibuat|dibikin|megang|pegang|paspor)\b
      \bbaru mau (?:bikin|buat|urus)\b|\bbelum$|\bbelum (?=[,.?])|\bbelum semua\b|\bwithout\b
    `),
  ],
  [
    'ready',
    anyWord`
  sudah|ada|siap|beres|aman|lengkap|punya|aktif|berlaku|hidup|valid|oke|komplit|available|done
`,
  ],
]

const ASKS_HOW = anyWord`
  syarat|cara|gimana|bagaimana|apa saja|bantu|dibantu|bantuin|berapa|perlu|wajib|harus|dimana
  minimal|nama di
`
const TELLS = /\b(?:sudah|belum|masih) /
const RELATIVE = oneOf`
  istri|suami|ibu|ayah|abi|anak|anak-anak|adik|kakak|orangtua|mertua|teman|nenek|kakek
`
/** Of somebody else's passport alone: says nothing of the others'. */
const OF_ANOTHER = new RegExp(
  String.raw`\bpaspor (?:milik )?${RELATIVE}\b|\b${RELATIVE} paspor\b|^${RELATIVE}(?: saya)? (?:sudah|belum|masih|lagi)\b`,
)
const OF_ALL = /\b(?:semua|saya (?:juga|sudah|belum))\b/

/** What is said of the passports of those who go; mixed or running out soon is unclear. */
export function readPassport(reading: Reading): Status | undefined {
  const { plain, asked, today } = reading
  const about = talkOf(plain)
  if (about === undefined && !asked.has('passport')) return undefined
  if (about !== undefined && ASKS_HOW.test(about) && !TELLS.test(about)) return undefined
  const text = about ?? plain
  const found = new Set(pieces(text).flatMap((piece) => statusOf(piece, today) ?? []))
  if (found.size > 1) return 'unclear'
  const [status] = found
  if (status === undefined || status === 'unclear') return status
  return OF_ANOTHER.test(text) && !OF_ALL.test(text) ? 'unclear' : status
}

/** The sentences that speak of passports. */
function talkOf(plain: string): string | undefined {
  const sentences = plain.split(/ [.?](?: |$)/).filter((sentence) => /\bpaspor\b/.test(sentence))
  if (sentences.length === 0) return undefined
  return sentences.map(aroundPassport).join(' , ')
}

const GOES_ON = new RegExp(
  String.raw`^(?:tapi |kalau |yang )?(?:punya )?${WHO}?(?: saya)? ?${oneOf`
    jadi|lengkap|semua|sudah|belum|masih|lagi|baru|sedang|siap|proses|mati|expired|kadaluarsa
    juga
  `}`,
)

/** The clause with the word, and following ones that go on about it. */
function aroundPassport(sentence: string): string {
  const clauses = sentence.split(/ , | dan (?=umroh|mau|berangkat)/)
  const at = clauses.findIndex((clause) => /\bpaspor\b/.test(clause))
  const [first = '', ...rest] = clauses.slice(at)
  const stop = rest.findIndex((clause) => !GOES_ON.test(clause))
  const follow = stop === -1 ? rest : rest.slice(0, stop)
  return [near(first), ...follow].join(' , ')
}

/**
 * The words about the passport: a few before it ("belum punya paspor"), more behind it, up to
 * where the trip goes on ("paspor siap berangkat maret").
 */
function near(clause: string) {
  const [before = '', after = ''] = clause.split(/(?=\bpaspor\b)/)
  const few = before.trim().split(' ').slice(-6).join(' ')
  const rest = after.replace(
    / (?:mau|rencana|berangkat|umroh|bisa ikut|tinggal berangkat|baru pertama).*$/,
    '',
  )
  return `${few} ${rest.split(' ').slice(0, 10).join(' ')}`.trim()
}

/** One statement per person: "ayah sudah, saya lagi bikin" is two. */
function pieces(text: string): string[] {
  return text
    .split(new RegExp(` (?:,|tapi|sedangkan|cuma|kalau|dan(?= ${WHO})) `))
    .filter((piece) => piece !== '')
}

function statusOf(piece: string, today: string): Status | undefined {
  const [until] = whenMentions(piece, today).slice(-1)
  const dated = /\b(?:sampai|berlaku|habis|expired?|exp|hingga|valid|mati|akhir|masa)\b/.test(piece)
  if (until?.span && dated && !/\bsejak\b/.test(piece)) {
    return until.span.to < addDays(today, SOON_DAYS) ? 'unclear' : 'ready'
  }
  for (const [status, pattern] of STATUSES) if (pattern.test(piece)) return status
  return undefined
}
