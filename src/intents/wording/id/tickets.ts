import type { TicketCard, TicketKind } from '../../../domain/messages/line-notices.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import type { TemplatedCode } from '../templates/word-template.ts'

export const ticketKinds: Record<TicketKind, string> = {
  down: 'internet mati',
  slow: 'internet lambat',
  upgrade: 'ganti paket',
  other: 'lain-lain',
}

const states: Record<TicketCard['state'], string> = {
  open: 'menunggu',
  assigned: 'dikerjakan',
  closed: 'selesai',
}

export function ticketText(card: TicketCard): string {
  return [
    `🎫 Tiket #${card.ticketId} · ${ticketKinds[card.kind]} · ${states[card.state]}`,
    [card.customer, card.phone].filter(Boolean).join(' · '),
    card.username ? `${card.username} · ${card.package ?? '-'} · router ${card.router ?? '-'}` : '',
    card.address ? `Alamat: ${card.address}` : '',
    card.wantedPackage ? `Ingin pindah ke ${card.wantedPackage}` : '',
    `“${card.text}”`,
    card.assignee ? `Dikerjakan ${card.assignee}` : '',
    card.note ? `Catatan: ${card.note}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

export function ticketChoices({ ticketId, kind, state }: TicketCard): Reply['choices'] {
  const input = { tiket: String(ticketId) }
  if (state === 'closed') return []
  return [
    ...(kind === 'upgrade' ? [{ label: 'Setujui', act: { intent: 'ticket.approve', input } }] : []),
    ...(state === 'open' ? [{ label: 'Ambil', act: { intent: 'ticket.take', input } }] : []),
    { label: 'Tugaskan', act: { intent: 'ticket.assign', input } },
    { label: 'Selesai', act: { intent: 'ticket.close', input } },
  ]
}

export const tickets = {
  none: 'Tidak ada tiket yang terbuka.',
  list: (count: number) => `Tiket terbuka (${count}):`,
  line: (card: TicketCard) =>
    `#${card.ticketId} · ${ticketKinds[card.kind]} · ${card.customer}${card.username ? ` (${card.username})` : ''} · ${card.assignee ?? 'belum diambil'}`,
  text: ticketText,
  choices: ticketChoices,
  taken: (id: number) =>
    `Tiket #${id} Anda kerjakan. Selesai? /tiket selesai ${id} "apa yang dilakukan"`,
  assigned: (id: number, name: string) => `Tiket #${id} ditugaskan ke ${name}.`,
  closed: (id: number) => `Tiket #${id} selesai, dan pelanggan sudah diberi tahu.`,
  askApprove: (username: string, wanted: string) =>
    `Pindahkan ${username} ke ${wanted} sekarang? Sambungannya terputus sebentar; harga baru mulai tagihan berikutnya.`,
  approved: (username: string, name: string) =>
    `${username} sekarang ${name}. Pelanggan sudah diberi tahu.`,
  closingWords: [
    'Sudah diperbaiki, silakan dicoba.',
    'Modem diatur ulang dari sini, silakan dicoba.',
    'Teknisi sudah datang dan membereskannya.',
  ],
}

export const ticketNotices = {
  'ticket.card': (card) => ({ text: ticketText(card), choices: ticketChoices(card) ?? [] }),
  'ticket.yours': (card) => ({
    text: `Tiket ini ditugaskan ke Anda.\n${ticketText(card)}`,
    choices: ticketChoices(card) ?? [],
  }),
} satisfies { [Code in TicketNotice]: (details: NoticeDetails[Code]) => Reply }

export type TicketNotice = Extract<Exclude<keyof NoticeDetails, TemplatedCode>, `ticket.${string}`>
