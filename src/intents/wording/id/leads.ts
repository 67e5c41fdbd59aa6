import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Companion, LeadFields } from '../../../domain/leads/lead-fields.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { LeadStage } from '../../../domain/tables.ts'
import type { Reply } from '../../intent.ts'
import { sayDay } from '../say-when.ts'

const people = (count: number) => `${count} orang`

type ScheduleLine = {
  name: string
  departsOn: string
  from: string
  rupiah: number | undefined
  seats: number
}
type LeadLine = { id: number; name: string; stage: string; score: number; about: string }

export const leads = {
  hello:
    'Assalamu’alaikum, terima kasih sudah menghubungi kami. Saya bantu carikan paket umroh yang pas.',
  askPilgrims: 'Rencananya berangkat berapa orang?',
  people,
  wantBrochure: 'Kirim brosurnya',
  askWhen: 'Ingin berangkat bulan apa?',
  anyMonth: 'Kapan saja',
  askCity: 'Berangkat dari kota mana?',
  brochureComing: (name: string, departsOn: string) =>
    `Ada ${name}, berangkat ${sayDay(departsOn, 'id')}. Brosurnya saya kirim sekarang.`,
  bookingComing:
    'Alhamdulillah, kami bantu pendaftarannya. Tim kami melanjutkan di sini sebentar lagi.',
  nothingFits:
    'Jadwal yang pas belum ada di daftar kami. Tim kami akan menghubungi Anda di sini untuk mencarikan.',
  known:
    'Data Anda sudah lengkap di kami. Ada yang ingin ditanyakan? Tulis "admin" untuk bicara dengan tim.',
  schedule: (lines: string[]) => `Jadwal umroh:\n${lines.join('\n')}`,
  scheduleLine: ({ name, departsOn, from, rupiah, seats }: ScheduleLine) =>
    `• ${sayDay(departsOn, 'id')} · ${name} · dari ${from}${rupiah === undefined ? '' : ` · mulai ${formatRupiah(rupiah)}`} · sisa ${seats} kursi`,
  noSchedule: 'Belum ada keberangkatan yang dibuka.',
  prices: (name: string, departsOn: string, lines: string[]) =>
    `${name}, ${sayDay(departsOn, 'id')}, per orang:\n${lines.join('\n')}`,
  priceLine: (room: string, rupiah: number) => `• ${room}: ${formatRupiah(rupiah)}`,
  rooms: {
    quad: 'sekamar berempat',
    triple: 'sekamar bertiga',
    double: 'sekamar berdua',
    single: 'sendiri',
  },
  stages: {
    new: 'baru',
    contacted: 'dihubungi',
    qualified: 'memenuhi syarat',
    brochure_sent: 'brosur terkirim',
    meeting: 'janji temu',
    dp_paid: 'DP dibayar',
    won: 'jadi',
    lost: 'batal',
  } satisfies Record<LeadStage, string>,
  list: (stages: string[], lines: string[]) =>
    `Prospek\n${stages.join(' · ')}\n\n${lines.join('\n')}`,
  line: ({ id, name, stage, score, about }: LeadLine) =>
    `${id} · ${name} · ${stage} · skor ${score}${about ? `\n   ${about}` : ''}`,
  none: 'Belum ada prospek.',
  unnamed: 'tanpa nama',
  take: (name: string) => `Ambil obrolan ${name}`,
  brochureQueued: (code: string) => `Brosur ${code} dikirim ke prospek itu.`,
  brochureHere: (code: string) => `Brosur ${code} sedang disiapkan.`,
  about: (fields: LeadFields) => aboutId(fields).join(', '),
}

function aboutId({ pilgrims, when, city, budget, room, passport, with: companions }: LeadFields) {
  const parts: string[] = []
  if (pilgrims !== undefined) parts.push(people(pilgrims))
  if (companions?.length)
    parts.push(`bersama ${companions.map((one) => companionsId[one]).join(', ')}`)
  if (when) parts.push(`${sayDay(when.from, 'id')} s.d. ${sayDay(when.to, 'id')}`)
  if (city) parts.push(`dari ${city}`)
  if (budget?.max !== undefined) parts.push(`anggaran sampai ${formatRupiah(budget.max)}`)
  else if (budget?.min !== undefined) parts.push(`anggaran mulai ${formatRupiah(budget.min)}`)
  if (room) parts.push(leads.rooms[room])
  if (passport === 'ready') parts.push('paspor siap')
  return parts
}

const companionsId: Record<Companion, string> = {
  wife: 'istri',
  husband: 'suami',
  parents: 'orang tua',
  mother: 'ibu',
  father: 'ayah',
  children: 'anak',
  siblings: 'saudara',
  friends: 'teman',
  family: 'keluarga',
  alone: 'sendiri',
}

const sources: Record<string, string> = {
  ad: 'iklan',
  post: 'postingan',
  link: 'tautan',
  chat: 'chat',
  code_word: 'kode promosi',
  word_of_mouth: 'rekomendasi',
}

export const leadNotices = {
  'lead.card': (card: NoticeDetails['lead.card']): Reply => ({
    text: [
      `🕋 Prospek baru · skor ${card.score}`,
      card.name ?? leads.unnamed,
      ...(card.contact ? [card.contact] : []),
      leads.about(card.fields),
      `Dari ${sources[card.source] ?? card.source}${card.adHeadline ? `: “${card.adHeadline}”` : ''}`,
      card.departure
        ? `Brosur ${card.departure} dikirim.`
        : 'Belum ada jadwal yang cocok, perlu dibantu.',
    ].join('\n'),
    choices: [
      {
        label: 'Ambil obrolan ini',
        act: { intent: 'chat.take', input: { conversationId: card.conversationId } },
      },
    ],
  }),
}
