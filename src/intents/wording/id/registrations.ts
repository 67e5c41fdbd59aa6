import type { NoticeDetails, RegistrationCard } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { Reply } from '../../intent.ts'
import { sayDay } from '../say-when.ts'

const states: Record<RegistrationCard['state'], string> = {
  asked: 'menunggu persetujuan',
  approved: 'disetujui',
  installed: 'terpasang',
  declined: 'ditolak',
}

export function registrationText(card: RegistrationCard): string {
  return [
    `🏠 Pendaftaran #${card.registrationId} · ${states[card.state]}`,
    [card.name, card.phone].filter(Boolean).join(' · '),
    `Alamat: ${card.address}`,
    mapLink(card),
    `Paket ${card.package}, ${formatRupiah(card.priceRupiah)}`,
    card.lines.length > 0 ? `Sudah punya: ${card.lines.join(', ')}` : '',
    card.installOn ? `Pasang ${sayDay(card.installOn, 'id')}` : '',
    card.technician ? `Teknisi ${card.technician}` : '',
    card.reason ? `Alasan: ${card.reason}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

export function mapLink({ latitude, longitude }: Pick<RegistrationCard, 'latitude' | 'longitude'>) {
  return latitude === null || longitude === null
    ? ''
    : `https://maps.google.com/?q=${latitude},${longitude}`
}

export function registrationChoices({ registrationId, state }: RegistrationCard): Reply['choices'] {
  const input = { pendaftaran: String(registrationId) }
  const decline = { label: 'Tolak', act: { intent: 'registration.decline', input } }
  if (state === 'asked') {
    return [{ label: 'Setujui', act: { intent: 'registration.approve', input } }, decline]
  }
  if (state !== 'approved') return []
  return [
    { label: 'Terpasang', act: { intent: 'registration.install', input } },
    { label: 'Ganti jadwal', act: { intent: 'registration.approve', input } },
    decline,
  ]
}

export const registrationNotices = {
  'registration.card': (card) => ({
    text: registrationText(card),
    choices: registrationChoices(card) ?? [],
  }),
  'registration.yours': (card) => ({
    text: `Pemasangan ini ditugaskan ke Anda.\n${registrationText(card)}`,
    choices: registrationChoices(card) ?? [],
  }),
  'registration.approved': ({ name, package: wanted, installOn, technician }) => ({
    text: `Kabar baik, ${name}! Pemasangan ${wanted} dijadwalkan ${sayDay(installOn, 'id')}.${technician ? ` Teknisi kami ${technician} akan datang.` : ''} Kalau harinya kurang pas, balas di sini.`,
  }),
  'registration.declined': ({ name, reason }) => ({
    text: `Maaf ${name}, pendaftaran internetnya belum bisa kami penuhi: ${reason}. Ada pertanyaan? Balas "admin".`,
  }),
  'registration.installed': ({ package: name, username }) => ({
    text: `Internet ${name} sudah terpasang (user ${username}). Selamat menikmati! Tagihan pertama menyusul di chat ini. Kalau ada gangguan, tulis saja "internet mati" di sini.`,
  }),
} satisfies { [Code in RegistrationNotice]: (details: NoticeDetails[Code]) => Reply }

export type RegistrationNotice = Extract<keyof NoticeDetails, `registration.${string}`>
