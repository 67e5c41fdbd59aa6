import type { TicketCard, TicketKind } from '../../../domain/messages/line-notices.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import type { TicketNotice, tickets as id } from '../id/tickets.ts'

export const ticketKinds: Record<TicketKind, string> = {
  down: 'no internet',
  slow: 'slow internet',
  upgrade: 'change of package',
  other: 'other',
}

const states: Record<TicketCard['state'], string> = {
  open: 'waiting',
  assigned: 'in hand',
  closed: 'done',
}

export function ticketText(card: TicketCard): string {
  return [
    `🎫 Ticket #${card.ticketId} · ${ticketKinds[card.kind]} · ${states[card.state]}`,
    [card.customer, card.phone].filter(Boolean).join(' · '),
    card.username ? `${card.username} · ${card.package ?? '-'} · router ${card.router ?? '-'}` : '',
    card.address ? `Address: ${card.address}` : '',
    card.wantedPackage ? `Wants ${card.wantedPackage} instead` : '',
    `“${card.text}”`,
    card.assignee ? `In the hands of ${card.assignee}` : '',
    card.note ? `Note: ${card.note}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

export function ticketChoices({ ticketId, kind, state }: TicketCard): Reply['choices'] {
  const input = { tiket: String(ticketId) }
  if (state === 'closed') return []
  return [
    ...(kind === 'upgrade' ? [{ label: 'Approve', act: { intent: 'ticket.approve', input } }] : []),
    ...(state === 'open' ? [{ label: 'Take', act: { intent: 'ticket.take', input } }] : []),
    { label: 'Assign', act: { intent: 'ticket.assign', input } },
    { label: 'Done', act: { intent: 'ticket.close', input } },
  ]
}

export const tickets: typeof id = {
  none: 'No ticket is open.',
  list: (count) => `Open tickets (${count}):`,
  line: (card) =>
    `#${card.ticketId} · ${ticketKinds[card.kind]} · ${card.customer}${card.username ? ` (${card.username})` : ''} · ${card.assignee ?? 'nobody yet'}`,
  text: ticketText,
  choices: ticketChoices,
  taken: (ticketId) =>
    `Ticket #${ticketId} is yours. Done? /tiket selesai ${ticketId} "what was done"`,
  assigned: (ticketId, name) => `Ticket #${ticketId} went to ${name}.`,
  closed: (ticketId) => `Ticket #${ticketId} is done, and the customer was told.`,
  askApprove: (username, wanted) =>
    `Move ${username} to ${wanted} now? Its session ends for a moment; the new price holds from the next bill.`,
  approved: (username, name) => `${username} has ${name} now. The customer was told.`,
  closingWords: [
    'It is fixed, please try.',
    'We set the modem anew from here, please try.',
    'A technician came and fixed it.',
  ],
}

export const ticketNotices = {
  'ticket.card': (card) => ({ text: ticketText(card), choices: ticketChoices(card) ?? [] }),
  'ticket.yours': (card) => ({
    text: `This ticket is yours.\n${ticketText(card)}`,
    choices: ticketChoices(card) ?? [],
  }),
} satisfies { [Code in TicketNotice]: (details: NoticeDetails[Code]) => Reply }
