import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'

export const subscriptionNotices = {
  'service.isolated': ({ package: name, username, because }) => ({
    text:
      because === 'unpaid'
        ? `Internet ${name} (${username}) diisolir karena tagihannya belum lunas. Begitu lunas, internet menyala lagi otomatis dalam beberapa detik.`
        : `Internet ${name} (${username}) untuk sementara dihentikan oleh admin. Ada pertanyaan? Balas "admin".`,
    ...(because === 'unpaid' && {
      choices: [{ label: 'Tagihan & bayar', act: { intent: 'customer.bills', input: {} } }],
    }),
  }),
  'service.restored': ({ package: name, username }) => ({
    text: `Internet ${name} (${username}) sudah aktif lagi. Kalau belum tersambung dalam 1 menit, matikan lalu nyalakan modemnya.`,
  }),
  'service.stopped': ({ package: name, username }) => ({
    text: `Langganan ${name} (${username}) sudah dihentikan. Terima kasih sudah berlangganan; mau pasang lagi kapan saja, balas "daftar".`,
  }),
  'service.changed': ({ package: name, username, before }) => ({
    text: `Paket internet ${username} sekarang ${name} (sebelumnya ${before}). Kecepatannya berlaku sekarang, harganya mulai tagihan berikutnya.`,
  }),
  'service.credentials': ({ package: name, username, password }) => ({
    text: [
      `Data PPPoE untuk ${name}:`,
      `User: ${username}`,
      `Sandi: ${password}`,
      '',
      'Simpan baik-baik: sandinya hanya dikirim sekali. Kalau hilang, balas "ganti sandi pppoe".',
    ].join('\n'),
  }),
  'outage.began': ({ router, affected, online, sample }) => ({
    text: `🔴 ${affected} dari ${online} pelanggan di router ${router} putus hampir bersamaan. Routernya sendiri menjawab, jadi cek listrik, OLT, switch, atau kabel ke sana.\n${sample.join(', ')}${affected > sample.length ? ', …' : ''}\nPelanggan yang bertanya diberi tahu bahwa gangguannya sudah diketahui.`,
  }),
  'outage.ended': ({ router, minutes, affected, stillOff }) => ({
    text: `🟢 Gangguan di router ${router} selesai setelah ${minutes} menit: ${affected - stillOff} dari ${affected} pelanggan tersambung lagi.${stillOff > 0 ? ` ${stillOff} masih putus; lihat /pppoe daftar offline.` : ''}`,
  }),
} satisfies { [Code in SubscriptionNotice]: (details: NoticeDetails[Code]) => Reply }

export type SubscriptionNotice = Extract<
  keyof NoticeDetails,
  `service.${string}` | `outage.${string}`
>
