import type { RegistrationCard } from '../../../domain/messages/line-notices.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { Reply } from '../../intent.ts'
import { sayDay } from '../say-when.ts'
import type { TemplatedCode } from '../templates/word-template.ts'

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

export const registrations = {
  askName: 'Baik, kami bantu pasang internet. Atas nama siapa?',
  badName: 'Itu belum seperti nama. Tulis nama pemasangnya saja, misalnya: Budi Santoso.',
  prices: (lines: string[]) => ['Harganya:', ...lines.map((line) => `• ${line}`)].join('\n'),
  badPackage: 'Paket itu belum kami temukan.',
  severalPackages: 'Ada beberapa yang cocok. Yang mana?',
  yesOrNo: 'Jawabannya belum kami pahami. Balas "ya" untuk mengirim, atau "batal".',
  askPhone: 'Nomor HP yang bisa dihubungi?',
  badPhone: 'Nomor itu belum benar. Contoh: 081234567890',
  askAddress:
    'Alamat pemasangannya di mana? Tulis nama jalan, RT/RW, dan patokannya, atau kirim titik lokasi.',
  askMore: 'Titiknya sudah kami catat. Tulis juga alamat singkatnya (jalan, RT/RW, patokan).',
  pinIsEnough: 'Cukup titik itu',
  pinAddress: (latitude: number, longitude: number) =>
    `titik lokasi ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  askPackage: 'Mau paket yang mana?',
  noPackage:
    'Pendaftaran internet belum dibuka lewat chat. Tulis "admin" untuk bertanya ke tim kami.',
  summary: (one: {
    name: string
    phone: string | null
    address: string
    package: string
    price: string
  }) =>
    [
      'Kirim pendaftaran ini?',
      `Nama: ${one.name}`,
      one.phone ? `HP: ${one.phone}` : '',
      `Alamat: ${one.address}`,
      `Paket: ${one.package}, ${one.price}`,
    ]
      .filter(Boolean)
      .join('\n'),
  send: 'Ya, kirim',
  again: 'Ulangi dari awal',
  asked: (id: number) =>
    `Terima kasih! Pendaftaran #${id} sudah kami terima. Kami kabari di sini setelah diperiksa.`,
  alreadyCustomer: (lines: string[]) =>
    `Nomor ini sudah berlangganan ${lines.join(', ')}. Mau memasang satu lagi di tempat lain?`,
  another: 'Ya, pasang satu lagi',
  seeService: 'Lihat layanan saya',
  open: (name: string, state: 'asked' | 'approved', day: string | null) =>
    state === 'asked'
      ? `Pendaftaran ${name} sudah kami terima dan sedang diperiksa. Kabarnya dikirim ke chat ini.`
      : `Pendaftaran ${name} sudah disetujui${day ? `, dipasang ${day}` : ''}. Mau ganti hari? Tulis "admin".`,

  none: 'Tidak ada pendaftaran yang menunggu.',
  list: (count: number) => `Pendaftaran terbuka (${count}):`,
  line: (card: RegistrationCard) =>
    `#${card.registrationId} · ${card.name} · ${card.package} · ${states[card.state]}${card.installOn ? ` ${sayDay(card.installOn, 'id')}` : ''}${card.technician ? ` · ${card.technician}` : ''}`,
  text: registrationText,
  choices: registrationChoices,
  approved: (id: number, day: string, technician: string | null) =>
    `Pendaftaran #${id} disetujui: ${day}${technician ? `, teknisi ${technician}` : ''}. Pelanggan sudah diberi tahu.`,
  declined: (id: number) => `Pendaftaran #${id} ditolak, dan pelanggan sudah diberi tahu.`,
  reasons: ['Lokasi belum terjangkau jaringan kami', 'Slot di tiang terdekat sudah penuh'],
  askInstall: (name: string, wanted: string) =>
    `Sudah terpasang di tempat ${name}? Langganan ${wanted} mulai berjalan hari ini dan tagihan pertama dikirim ke pelanggan.`,
  installed: (name: string) => `✅ Langganan ${name} berjalan. Isikan di modem:`,
  nobodyYet: 'Belum ditentukan',
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
} satisfies { [Code in RegistrationNotice]: (details: NoticeDetails[Code]) => Reply }

export type RegistrationNotice = Extract<
  Exclude<keyof NoticeDetails, TemplatedCode>,
  `registration.${string}`
>
