import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'

export const chats = {
  taken: (customer: string) =>
    `Obrolan dengan ${customer} sekarang Anda yang pegang; bot diam. Pesannya diteruskan ke sini: balas (reply) pesan itu untuk menjawab.`,
  handedBack: (customer: string) => `Obrolan dengan ${customer} kembali ke bot.`,
  handBack: (customer: string) => `Kembalikan ${customer} ke bot`,
  take: 'Ambil obrolan ini',
  none: 'Semua obrolan sedang dijawab bot.',
  list: (lines: string[]) => `Ditangani orang:\n${lines.join('\n')}`,
  line: (customer: string, taker: string | null) => `• ${customer}: ${taker ?? 'menunggu orang'}`,
}

export const chatNotices = {
  'chat.relayed': ({
    conversationId,
    customer,
    text,
    file,
  }: NoticeDetails['chat.relayed']): Reply => ({
    text: `${customer}:\n${text}`,
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
    ...(file && { file }),
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
  'send.failed.staff': ({ customer, error }: NoticeDetails['send.failed.staff']): Reply => ({
    text: `⚠️ Pesan ke ${customer} gagal terkirim: ${error}`,
  }),
  'ledger.unsound.staff': ({ problems }: NoticeDetails['ledger.unsound.staff']): Reply => ({
    text: `🚨 Buku besar tidak cocok: ${problems} masalah. Hentikan pembayaran manual dan hubungi pengelola sistem; tidak ada yang diubah otomatis.`,
  }),
  'report.chart': ({ file }: NoticeDetails['report.chart']): Reply => ({ text: '', file }),
}
