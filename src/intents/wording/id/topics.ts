import type { CustomerTopicCard } from '../../../domain/chats/card.ts'
import type { TopicProblem } from '../../../domain/chats/topics.ts'
import type { MediaKind } from '../../../domain/messages/inbound.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import { cardChoices } from '../card-choices.ts'
import type { Reply } from '../../intent.ts'
import { sayDay } from '../say-when.ts'
import { leads } from './leads.ts'

/** What is said around a customer's topic. */
export const topics = {
  buttons: {
    take: 'Ambil',
    takeOver: 'Ambil alih',
    handBack: 'Kembalikan ke bot',
    history: 'Riwayat',
    canned: 'Balasan cepat',
    refresh: 'Segarkan',
  },
  taken: (customer: string) =>
    `Obrolan dengan ${customer} sekarang Anda yang pegang; bot diam. Tulis saja di sini untuk menjawab.`,
  takeOverAsk: (customer: string, taker: string) =>
    `Obrolan dengan ${customer} sedang dipegang ${taker}. Ambil alih?`,
  refreshed: 'Kartu di atas sudah diperbarui.',
  mayNot:
    'Maaf, Anda tidak punya izin menjawab pelanggan. Tulisan Anda tidak diteruskan. Minta pemilik mengatur peran Anda lewat /tim.',
  whole: (example: string) => `Tulis lengkap dalam satu baris, misalnya:\n${example}`,
  onlyThese:
    'Belum terkirim. Yang bisa diteruskan ke pelanggan: teks, lokasi, foto, PDF, Excel, CSV, pesan suara, dan video MP4.',
  notPassedOn: 'Stiker ini tidak bisa diteruskan ke pelanggan.',
  location: (link: string) => `📍 Lokasi: ${link}`,
  edited: (text: string) => `${text}\n(diubah)`,
  editedBehind: (text: string) => `✏️ Diubah menjadi: ${text}`,
  correction: (text: string) => `*Koreksi:* ${text}`,
  revoked: '🗑 Pelanggan menghapus pesan ini.',
  coming: {
    image: '📷 Foto menyusul.',
    document: '📎 Dokumen menyusul.',
    audio: '🎤 Pesan suara menyusul.',
    video: '🎬 Video menyusul.',
    sticker: '(stiker)',
  } satisfies Record<MediaKind, string>,
  canned: (lines: string[]) =>
    `Balasan cepat:\n${lines.join('\n')}\n\nDi topik pelanggan: ketuk tombolnya, atau tulis !nama.`,
  cannedLine: (name: string, text: string) => `• ${name}: ${text}`,
  noCanned:
    'Belum ada balasan cepat. Tambah dengan:\n/chat balasan tambah nama=salam teks="Halo {{customer_name}}, ada yang bisa dibantu?"',
  cannedSaved: (name: string, isNew: boolean) =>
    isNew ? `Balasan cepat "${name}" disimpan.` : `Balasan cepat "${name}" diganti.`,
  cannedRemoved: (name: string) => `Balasan cepat "${name}" dihapus.`,
  cannedSaid: (text: string) => `Terkirim: ${text}`,
}

const holders = (card: CustomerTopicCard) =>
  ({
    bot: 'bot',
    nobody: 'menunggu orang',
    phone: 'dibalas lewat HP',
    person: card.holderName ?? 'tim',
  })[card.holder]

const problems: Record<TopicProblem, string> = {
  not_forum: 'Grup tim belum memakai topik. Nyalakan Topik di pengaturan grup.',
  rights:
    'Bot tidak boleh membuat topik di grup tim, jadi obrolan pelanggan tetap masuk ke grup biasa. Jadikan bot admin grup dan beri hak "Kelola topik" (Manage Topics).',
  away: 'Bot tidak ada di grup tim, atau tidak boleh menulis di sana. Masukkan lagi bot ke grup, jadikan admin, dan beri hak "Kelola topik" (Manage Topics).',
  pin: 'Bot tidak boleh menyematkan kartu pelanggan di topiknya. Beri bot hak "Sematkan pesan" (Pin Messages); selain itu semuanya jalan.',
}

const notPassed: Record<NoticeDetails['chat.not_passed']['because'], string> = {
  poll: '⚠️ Jajak pendapat tidak diteruskan ke pelanggan.',
  anonymous:
    '⚠️ Pesan dari admin anonim tidak diteruskan ke pelanggan, karena bot tidak tahu siapa yang menulis. Matikan dulu: info grup › Edit › Admin › pilih nama Anda › "Tetap anonim" (Remain Anonymous). Lalu kirim ulang pesannya.',
  handed_back:
    '⚠️ Obrolan ini sudah kembali ke bot, jadi pesan yang diubah di sini tidak berubah di pelanggan. Untuk mengoreksi, tulis pesan baru.',
}

export const topicNotices = {
  'chat.card': (card: NoticeDetails['chat.card']): Reply => ({
    text: [
      `👤 ${card.name ?? 'Tanpa nama'}`,
      [card.phone, card.language === 'id' ? 'bahasa Indonesia' : 'bahasa Inggris']
        .filter(Boolean)
        .join(' · '),
      `Menulis ke: ${card.writesTo}`,
      `Dipegang: ${holders(card)}`,
      '',
      `Langganan: ${
        card.lines
          .map(
            ({ username, package: name, state }) =>
              `${username} (${name}, ${state === 'active' ? 'aktif' : 'diisolir'})`,
          )
          .join(', ') || 'belum ada'
      }`,
      `Tagihan terbuka: ${card.openInvoices === 0 ? 'tidak ada' : `${card.openInvoices} · ${formatRupiah(card.openRupiah)}`}`,
      `Saldo: ${formatRupiah(card.walletRupiah)}`,
      `Voucher berlaku: ${card.vouchers}`,
      card.lead
        ? `Prospek: ${leads.stages[card.lead.stage]} · skor ${card.lead.score}`
        : 'Prospek: tidak',
      card.lead?.departure && card.lead.departsOn
        ? `Minat: ${card.lead.departure}, ${sayDay(card.lead.departsOn, 'id')}`
        : '',
      `Pesan 30 hari: ${card.messages}`,
      card.optedOut ? '⛔ Minta tidak dikirimi kabar (stop).' : '',
      '',
      'Tulis di topik ini untuk menjawab pelanggan. Catatan tim: awali dengan // atau # dan spasi. Balasan cepat: !nama.',
    ]
      .filter((line, at, all) => line !== '' || (at > 0 && all[at - 1] !== ''))
      .join('\n'),
    choices: cardChoices(card, topics.buttons),
  }),
  'chat.no_topics': ({ problem }: NoticeDetails['chat.no_topics']): Reply => ({
    text: `⚠️ ${problems[problem]}`,
  }),
  'chat.not_passed': ({ because }: NoticeDetails['chat.not_passed']): Reply => ({
    text: notPassed[because],
  }),
  'chat.typed_on_phone': ({
    conversationId,
    text,
  }: NoticeDetails['chat.typed_on_phone']): Reply => ({
    text: `📱 Dibalas lewat HP${text === '' ? '.' : `:\n${text}`}`,
    choices: [
      {
        label: topics.buttons.handBack,
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
  }),
}
