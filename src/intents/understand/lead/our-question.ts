import type { LeadFields, LeadIntent } from '../../../domain/leads/lead-fields.ts'
import type { Topic } from './reading.ts'
import { readWords } from '../words.ts'
import { oneOf, anyWord } from './patterns.ts'

/** What our last message asked, as far as it gives a short answer its meaning. */
export type OurQuestion = {
  topics: ReadonlySet<Topic>
  /** What a plain yes would be a wish for. */
  offers?: LeadIntent
  /** The sentence a plain yes confirms; absent where it offers a choice. */
  claim?: string
}

const TOPICS: [Topic, RegExp][] = [
  [
    'name',
    anyWord`
  nama|dengan (?:kakak|kak|ayah|ibu|bapak|siapa|mas|mbak|bapak / ibu)(?: / \w+)? ?siapa
  atas nama|siapa (?:ini|iya)|siapa nama|panggil\w* siapa|bicara dengan siapa|siapa
`,
  ],
  [
    'city',
    anyWord`
  dari (?:kota|daerah|mana|dimana|wilayah)
  (?:kota|daerah|domisili|alamat|tinggal|asal)(?: \w+)? ?(?:dimana|mana|apa|asal)?
  berangkat dari (?:mana|dimana|kota)|posisi
`,
  ],
  [
    'pilgrims',
    new RegExp(
      oneOf`
  \b(?:berapa (?:orang|jamaah|pax|kursi|anggota|jumlah)|jumlah (?:jamaah|orang|peserta|rombongan)|(?:orang|jamaah) berapa|untuk berapa|ada berapa|berapa yang|ber ?berapa|sendiri atau|berapa dewasa|how many)\b
  \bberapa (?:yang )?(?:mau )?berangkat\b
`,
    ),
  ],
  [
    'with',
    /\b(?:dengan siapa|sama siapa|bersama siapa|dengan keluarga|sendiri atau|bareng siapa)\b/,
  ],
  [
    'when',
    anyWord`
  kapan|bulan (?:apa|berapa|keberangkatan|dimana)|tanggal berapa
  rencana (?:berangkat|keberangkatan|umroh)
  (?:keberangkatan|berangkat)(?: \w+)? (?:bulan|kapan)|waktu keberangkatan|tahun berapa
  untuk bulan|di bulan|awal , pertengahan|awal atau akhir|bulannya|when
`,
  ],
  [
    'budget',
    new RegExp(
      oneOf`
  \b(?:budget|dana|kisaran|harga berapa|kemampuan)\b
  \b(?:seorang|total|semua) atau (?:untuk )?(?:total|seorang|semua|ber\d+)\b
`,
    ),
  ],
  ['room', /\b(?:kamar|sekamar|quad|triple|double|isi (?:4|3|2))\b/],
  ['passport', /\bpaspor\b/],
  [
    'first_time',
    anyWord`
  pernah (?:umroh|berangkat|ke)|umroh (?:yang )?(?:pertama|ke)|pertama kali|pertama kalinya
  sebelumnya|pernah
`,
  ],
  ['package', /\bpaket (?:apa|yang|mana|dimana)\b/],
]
const OFFERS: [LeadIntent, RegExp][] = [
  [
    'book',
    anyWord`
  daftar\w*|pendaftaran|booking|pesan|dp|amankan|kunci|pesan(?:kan)? kursi|proses|kursi
  transfer|bookingkan
`,
  ],
  [
    'ask_human',
    anyWord`
  telepon|dihubungi|hubung\w*|sambung\w*|bicara|admin|petugas|konsultan|sales|tim kami|ustadz
`,
  ],
  ['ask_price', /\b(?:harga|biaya|hitung\w*|simulasi|rincian biaya|cicil\w*|pricelist)\b/],
  ['ask_schedule', /\b(?:jadwal\w*|tanggal|keberangkatan)\b/],
  ['ask_documents', /\b(?:syarat\w*|persyaratan|dokumen|berkas)\b/],
  [
    'ask_brochure',
    /\b(?:brosur|info|detail|kirim\w*|itinerary|penjelasan|jelaskan|rincian|katalog|gambar)\b/,
  ],
]
const OFFERING = anyWord`
  mau|boleh|perlu|bisa|bersedia|berkenan|berminat|minat|tertarik
  kami (?:bantu|kirim\w*|hubung\w*|daftar\w*|proses|telepon|pesan|booking\w*|info\w*|hitung\w*|jelas\w*)
  saya (?:bantu|kirim\w*|hitung\w*|sambung\w*|daftar\w*|telepon|jelas\w*|proses|pesan|booking\w*)
  langsung|lanjut|dibantu|dikirim\w*|bantu
`
const TAG = new RegExp(
  String.raw`^(?:apa )?${oneOf`
  betul|benar|ya|iya|begitu|sudah betul|sesuai|apakah betul|oke|right|correct
`}(?: (?:kak|kakak|bapak|ayah|ibu|bu|pak|mas|mbak|iya|begitu|sudah|tidak))*$`,
)

export function readOurQuestion(text: string): OurQuestion {
  const asked = lastQuestion(text)
  const { plain } = readWords(asked)
  const topics = new Set(TOPICS.flatMap(([topic, pattern]) => (pattern.test(plain) ? [topic] : [])))
  if (topics.has('budget')) {
    const person = /\b(?:seorang|per)\b/.test(plain)
    const total = /\b(?:total|semua|ber\d+|keseluruhan|sekeluarga)\b/.test(plain)
    if (person && !total && !/\batau\b/.test(plain)) topics.add('budget_per_person')
    if (total && !person && !/\batau\b/.test(plain)) topics.add('budget_total')
  }
  const offering =
    asked.includes('?') && OFFERING.test(plain) && !/\bsudah (?:kami|saya)\b/.test(plain)
  const offers = offering ? OFFERS.find(([, pattern]) => pattern.test(plain))?.[0] : undefined
  const choice = /\b(?:atau|berapa|kapan|siapa|mana|dimana|apa saja|bagaimana)\b/.test(plain)
  return { topics, ...(offers && { offers }), ...(!choice && { claim: withoutAddress(asked) }) }
}

/** In our own words "Kakak" is always the customer. */
function withoutAddress(asked: string) {
  return asked
    .replace(/(?<!\p{L})(?:kakak|kak)(?!\p{L})/giu, ' ')
    .replace(/^(?:(?:jadi|apa|apakah|baik|oke)[ ,]+)*(?:ibu|bapak|bu|pak|mas|mbak)(?!\p{L})/iu, ' ')
    .replace(/(?<!\p{L})(?:ibu|bapak|bu|pak|mas|mbak)\s*\?*\s*$/iu, ' ')
    .trim()
}

/** The last sentence that asks, with the one before it where it is only "benar ya Kak?". */
function lastQuestion(text: string): string {
  const sentences = text.split(/(?<=[.?!])\s+|\n+/).filter((each) => each.trim() !== '')
  const asking = sentences.findLastIndex((each) => each.includes('?'))
  const place = asking === -1 ? sentences.length - 1 : asking
  const last = sentences[place] ?? ''
  const tag = TAG.test(readWords(last).plain.replace(/ \?$/, ''))
  return tag ? `${sentences[place - 1] ?? ''} ${last}` : last
}

const YES = new RegExp(
  String.raw`^${oneOf`
  iya|betul|benar|masih|oke|boleh|siap|gas|gass|gaskan|lanjut|lanjutkan|mau|monggo|yuk|ayo|cus
  cuss|setuju|cocok|deal|sip|tentu|pasti|sudah|silakan|silahkan|mangga|bisa|sure|exactly|leres
  sumuhun|hayuk|hayu|gaskeun|kuy|bolehlah|baik|yes|minat|100|fix|tepat|persis|he-eh|ada|punya
`}\b`,
)
const NO = /^(?:tidak|bukan|belum|no|nope|jangan|salah|tidak-usah|tidak-jadi|nanti)\b/
const AROUND = new RegExp(
  String.raw`\b${oneOf`
  kak|kakak|min|admin|mas|mbak|mba|bang|bund|bunda|pak|bu|ayah|ibu|gan|sis|om|saja|sekali
  alhamdulillah|insya|insyaallah|allah|bismillah|dengan|begitu|semua|semuanya|itu|tolong|minta
  langsung|dulu|kami|saya|sekarang|bantu|dibantu|siap|oke|iya|betul|mau|banget|lah|bisa|boleh
  silakan|sudah|lanjut|gas|dan|terima-kasih|yg|memang|emang|pak|bos|juragan
`}\b`,
  'g',
)

export type YesNo = { yes: boolean; plain: boolean }

/** Whether an answer agrees, and whether it says nothing else. */
export function readYesNo(answer: string): YesNo | undefined {
  const text = answer.replace(
    /^(?:oh|alhamdulillah|insya allah|insyaallah|bismillah|nah|,|wah|kak|mbak|mas|pak|bu)(?: ,)? /,
    '',
  )
  const yes = YES.test(text)
  if (!yes && !NO.test(text)) return undefined
  const rest = text
    .replace(yes ? YES : NO, ' ')
    .replace(AROUND, ' ')
    .replace(/[^\p{L}\d]+/gu, '')
  return { yes, plain: rest === '' }
}

/** What a plain no means, where it means something. */
export function deniedBy(answer: string, { topics }: OurQuestion, claimed: LeadFields): LeadFields {
  const fields: LeadFields = {}
  if (topics.has('passport') && /^belum\b/.test(answer)) fields.passport = 'none'
  if (topics.has('passport') && /^tidak (?:ada|punya)?/.test(answer)) fields.passport = 'none'
  if (topics.has('first_time') && claimed.first_time !== undefined)
    fields.first_time = !claimed.first_time
  return fields
}
