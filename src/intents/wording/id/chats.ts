import type { FileProblem } from '../../../domain/media/sent-file.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import { sayReason } from '../send-reason.ts'
import { topicNotices, topics } from './topics.ts'

export const chats = {
  taken: (customer: string) =>
    `Obrolan dengan ${customer} sekarang Anda yang pegang; bot diam. Pesannya diteruskan ke sini: balas (reply) pesan itu untuk menjawab.`,
  handedBack: (customer: string) => `Obrolan dengan ${customer} kembali ke bot.`,
  handBack: (customer: string) => `Kembalikan ${customer} ke bot`,
  take: 'Ambil obrolan ini',
  howToAnswer: (customer: string) =>
    `Belum saya mengerti. Untuk menjawab ${customer}, balas (reply) pesannya, atau ketik /chat balas "${customer}" …`,
  sendingFile: (customer: string) => `Berkas untuk ${customer} sedang dikirim.`,
  onlyFiles:
    'Yang bisa diteruskan ke pelanggan: teks, foto, PDF, Excel, CSV, pesan suara atau video MP4. Yang ini belum terkirim.',
  sendAFile: 'Yang ditunggu berkas: kirim sebagai dokumen atau foto, atau ketik "batal".',
  youAreTeam:
    'Anda sendiri bagian dari tim, jadi tidak ada yang dipanggil. Ketik /bantuan untuk daftar perintah.',
  none: 'Semua obrolan sedang dijawab bot.',
  list: (lines: string[]) => `Ditangani orang:\n${lines.join('\n')}`,
  line: (customer: string, taker: string | null) => `• ${customer}: ${taker ?? 'menunggu orang'}`,
  topics,
}

const lostBecause: Record<FileProblem, string> = {
  too_big: 'ukurannya lebih dari 10 MB.',
  wrong_kind: 'jenisnya bukan foto, PDF, Excel, CSV, pesan suara atau video MP4.',
  gone: 'sudah tidak bisa diambil.',
}

export const chatNotices = {
  ...topicNotices,
  'chat.relayed': ({
    conversationId,
    customer,
    text,
    media,
    file,
  }: NoticeDetails['chat.relayed']): Reply => ({
    text: [`${customer}:`, text, media ? topics.coming[media] : ''].filter(Boolean).join('\n'),
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
    ...(file && { file }),
  }),
  'chat.media_lost': ({
    conversationId,
    customer,
    to,
    name,
    problem,
  }: NoticeDetails['chat.media_lost']): Reply => ({
    text:
      to === 'staff'
        ? `⚠️ Berkas dari ${customer} (${name}) tidak bisa diteruskan: ${lostBecause[problem]} Balas (reply) pesan ini untuk memintanya lagi.`
        : `⚠️ Berkas untuk ${customer} (${name}) tidak terkirim: ${lostBecause[problem]} Kirim lagi dalam bentuk lain.`,
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
  }),
  'chat.wants_human': ({
    conversationId,
    customer,
    text,
  }: NoticeDetails['chat.wants_human']): Reply => ({
    text: `🙋 ${customer} ingin bicara dengan orang.\n“${text}”\nBalas (reply) pesan ini untuk menjawab.`,
    choices: [{ label: chats.take, act: { intent: 'chat.take', input: { conversationId } } }],
  }),
  'chat.handed_back': ({ customer, after }: NoticeDetails['chat.handed_back']): Reply => ({
    text:
      after === 'quiet'
        ? `Obrolan dengan ${customer} sepi 12 jam, jadi kembali ke bot.`
        : chats.handedBack(customer),
  }),
  'chat.copy_lost': ({
    conversationId,
    customer,
    error,
  }: NoticeDetails['chat.copy_lost']): Reply => ({
    text: `⚠️ Ada pesan yang tidak bisa ditampilkan di topik ${customer}: ${sayReason(error, 'id')}. Baca lengkapnya dengan /chat riwayat #${conversationId}.`,
  }),
  'send.failed.staff': ({ customer, error }: NoticeDetails['send.failed.staff']): Reply => ({
    text: /window_closed|131047/.test(error)
      ? `⚠️ ${customer} belum bisa dikirimi pesan: WhatsApp hanya mengizinkan pesan bebas dalam 24 jam sejak pelanggan terakhir menulis. Hubungi lewat telepon, atau minta dia menulis dulu ke nomor kita.`
      : `⚠️ Pesan ke ${customer} gagal terkirim: ${sayReason(error, 'id')}.`,
  }),
  'ledger.unsound.staff': ({ problems }: NoticeDetails['ledger.unsound.staff']): Reply => ({
    text: `🚨 Buku besar tidak cocok: ${problems} masalah. Hentikan pembayaran manual dan hubungi pengelola sistem; tidak ada yang diubah otomatis.`,
  }),
  'report.chart': ({ file }: NoticeDetails['report.chart']): Reply => ({ text: '', file }),
}
