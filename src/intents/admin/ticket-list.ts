import { z } from 'zod'
import { listTickets, showTicket } from '../../domain/tickets/choose-ticket.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { numberTyped, ticketNumber } from './ticket-arguments.ts'

const who = { permission: 'tickets.work' } as const

export const ticketList = defineIntent({
  name: 'ticket.list',
  who,
  command: {
    noun: 'tiket',
    verb: 'daftar',
    aliases: ['list'],
    positional: ['siapa'],
    about: { id: 'Tiket yang belum selesai', en: 'Tickets that are open' },
    examples: ['/tiket daftar', '/tiket daftar saya'],
  },
  arguments: [
    {
      name: 'siapa',
      aliases: ['who'],
      optional: true,
      rare: true,
      ask: { id: 'Semua, atau "saya"?', en: 'All, or "mine"?' },
    },
  ],
  when: 'Somebody of the team asks which troubles customers have reported.',
  input: z.object({ siapa: z.string().trim().max(20).default('semua') }),
  async run(deps, { siapa }, turn) {
    const { tickets: say } = words(turn)
    const mine = /^(?:saya|me|mine|aku)$/i.test(siapa)
    const cards = await listTickets(deps, mine ? { assignedTo: turn.person.id } : {})
    if (cards.length === 0) return { text: say.none }
    return {
      text: [say.list(cards.length), ...cards.map(say.line)].join('\n'),
      choices: cards.slice(0, 8).map(({ ticketId, customer }) => ({
        label: `#${ticketId} ${customer}`,
        act: { intent: 'ticket.check', input: { tiket: String(ticketId) } },
      })),
    }
  },
})

export const ticketCheck = defineIntent({
  name: 'ticket.check',
  who,
  command: {
    noun: 'tiket',
    verb: 'cek',
    aliases: ['check', 'lihat'],
    usual: true,
    positional: ['tiket'],
    about: { id: 'Lihat satu tiket', en: 'See a ticket' },
    examples: ['/tiket cek 12'],
  },
  arguments: [ticketNumber],
  input: z.object({ tiket: numberTyped }),
  async run(deps, { tiket }, turn) {
    const { tickets: say } = words(turn)
    const card = await showTicket(deps, tiket)
    return { text: say.text(card), choices: say.choices(card) ?? [] }
  },
})
