import type { SendingNotices } from '../../../domain/messages/sending-notices.ts'
import type { Reply } from '../../intent.ts'
import { lines } from '../lines.ts'
import { sayPhone } from '../session-words.ts'

/** The owner's choices about how our numbers write, as they are shown and changed. */
export const sending = {
  units: {
    perSecond: (count: number) => `${count} pesan per detik`,
    byChannel: 'mengikuti salurannya',
    seconds: (count: string) => `${count} detik`,
    hours: (from: string, to: string) => `pukul ${from}–${to}`,
    messages: (count: string) => `${count} pesan`,
    people: (count: string) => `${count} orang`,
    none: 'tanpa batas',
    noQuiet: 'tidak ada',
    yes: 'ya',
    no: 'tidak',
  },
  names: {
    laju: 'Laju kirim',
    jeda: 'Jeda per obrolan',
    tenang: 'Jam tenang',
    maksimal: 'Pesan lebih dulu per hari',
    orangbaru: 'Orang baru per hari',
    pemanasan: 'Pemanasan nomor baru',
    mengetik: 'Tampilkan “sedang mengetik”',
    centang: 'Centang biru',
  },
  about: {
    laju: 'Banyaknya pesan per detik dari satu nomor.',
    jeda: 'Paling cepat sekian detik antara dua pesan di obrolan yang sama. Kode voucher dan kwitansi tidak menunggu.',
    tenang:
      'Pengingat dan promo menunggu sampai pagi. Balasan, kode, kwitansi dan tagihan tetap terkirim.',
    maksimal:
      'Pesan yang kita mulai sendiri dari satu nomor, dalam sehari. Sisanya menyusul besok; balasan tidak pernah dibatasi.',
    orangbaru: 'Orang yang belum pernah menulis ke nomor itu dan baru pertama kali kami kirimi.',
    pemanasan: 'Nomor yang baru ditautkan mulai dari 20 orang sehari dan naik selama 10 hari.',
    mengetik: 'Pelanggan melihat “sedang mengetik” selagi balasan menunggu gilirannya.',
    centang: 'Pesan pelanggan ditandai sudah dibaca saat dibalas.',
  },
  rules: {
    laju: '1 sampai 80, atau "otomatis"',
    jeda: '0 sampai 60 detik, mis. 2 atau 1,5',
    tenang: 'dua jam, mis. 21-7, atau "mati"',
    maksimal: 'angka, atau 0 untuk tanpa batas',
    orangbaru: 'angka, atau 0 untuk tanpa batas',
    pemanasan: 'ya atau tidak',
    mengetik: 'ya atau tidak',
    centang: 'ya atau tidak',
  },
  line: (name: string, value: string, key: string) => `• ${name}: ${value} (${key}=)`,
  title: (number: string | null) =>
    number === null
      ? 'Cara kirim, untuk semua nomor yang ditautkan lewat QR'
      : `Cara kirim dari ${number}`,
  all: (title: string, shown: string[]) =>
    lines(title, '', ...shown, '', 'Ubah dengan tombol, atau: /wa atur tenang=21-7'),
  ask: (one: { name: string; about: string; now: string; rule: string }) =>
    lines(`${one.name}: ${one.now}`, one.about, '', `Nilai barunya? (${one.rule})`),
  saved: (title: string, shown: string[]) => lines(`Tersimpan. ${title}:`, ...shown),
  known: (names: string[]) => `tidak dikenal. Yang ada: ${names.join(', ')}`,
  mustBe: (rule: string) => `harus ${rule}`,
}

export const sendingNotices = {
  'chat.moved_number': ({ from }: SendingNotices['chat.moved_number']): Reply => ({
    text: from
      ? `Halo, ini kami yang biasa menghubungi Anda dari ${sayPhone(from)}. Nomor itu sedang tidak bisa dipakai, jadi kami lanjutkan dari nomor ini. Silakan balas di sini.`
      : 'Halo, nomor WhatsApp kami yang biasa sedang tidak bisa dipakai, jadi kami lanjutkan dari nomor ini. Silakan balas di sini.',
  }),
}
