import type { LogFate } from '../../../domain/message-log/log-entry.ts'
import type { MediaKind } from '../../../domain/messages/inbound.ts'
import { lines } from '../lines.ts'

const media: Record<MediaKind, string> = {
  image: '📷',
  document: '📄',
  audio: '🎤',
  video: '🎬',
  sticker: '🏷️',
}

const mediaNames: Record<MediaKind, string> = {
  image: 'foto',
  document: 'dokumen',
  audio: 'pesan suara',
  video: 'video',
  sticker: 'stiker',
}

const marks: Record<LogFate, string> = {
  waiting: '⏳',
  sent: '✓',
  delivered: '✓✓',
  read: '👁',
  failed: '❌',
  dropped: '🚫',
}

const fates: Record<LogFate, string> = {
  waiting: 'antre',
  sent: 'terkirim',
  delivered: 'sampai',
  read: 'dibaca',
  failed: 'gagal',
  dropped: 'tidak dikirim',
}

/** What was said with a customer, as the team reads it back. */
export const messageLog = {
  fates,
  title: (customer: string, phone: string | null) =>
    `📜 Riwayat ${customer}${phone === null ? '' : ` (${phone})`}`,
  unnamed: 'pelanggan tanpa nama',
  none: 'Belum ada pesan.',
  noneOlder: 'Tidak ada pesan yang lebih lama.',
  several: (query: string) => `Ada beberapa pelanggan dengan "${query}". Yang mana?`,
  day: (day: string) => `— ${day} —`,
  line: (time: string, who: string, text: string) => `${time} ${who}: ${text}`,
  onLine: (who: string, line: string) => `${who} [${line}]`,
  who: { customer: 'Pelanggan', bot: 'Bot', team: 'Tim', phone: 'Lewat HP' },
  media: (kind: MediaKind, name: string | undefined) =>
    `${media[kind]} ${name ?? mediaNames[kind]}`,
  location: '📍 lokasi',
  fromAd: (headline: string | undefined) =>
    headline === undefined ? '📢 datang dari iklan' : `📢 datang dari iklan “${headline}”`,
  stub: '⌛ isi belum sampai',
  edit: (text: string) => `✏️ diubah menjadi: ${text}`,
  edited: '(diubah kemudian)',
  revoked: '(🗑️ dihapus pelanggan)',
  reaction: (emoji: string, on: string | null) => (on === null ? emoji : `${emoji} pada “${on}”`),
  empty: '(tanpa isi)',
  /** Behind the words: how far it got, and why no farther. */
  fate: (fate: LogFate, why: string | null) => {
    if (fate === 'waiting' || fate === 'failed' || fate === 'dropped') {
      return `${marks[fate]} ${fates[fate]}${why === null ? '' : `: ${why}`}`
    }
    return marks[fate]
  },
  legend: '✓ terkirim · ✓✓ sampai · 👁 dibaca',
  whole: (title: string, body: string[], legend: string | null) =>
    lines(title, '', ...body, ...(legend === null ? [] : ['', legend])),
  older: '⬆️ Lebih lama',
  sheetButton: '📄 Excel',
  sheetComing: 'Excel berisi semua pesannya sedang dibuat.',
  sheet: {
    title: 'Riwayat pesan',
    when: 'Waktu',
    who: 'Dari',
    text: 'Isi',
    fate: 'Status',
    why: 'Sebab',
    line: 'Nomor kita',
    cut: (most: string) => `Hanya ${most} pesan terbaru.`,
  },
}
