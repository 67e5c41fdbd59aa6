import { z } from 'zod'
import { approveUpgrade } from '../../domain/tickets/approve-upgrade.ts'
import { assignTicket } from '../../domain/tickets/assign-ticket.ts'
import { closeTicket } from '../../domain/tickets/close-ticket.ts'
import { showTicket } from '../../domain/tickets/choose-ticket.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { words, wordsIn } from '../wording/words.ts'
import {
  chooseStaff,
  numberTyped,
  offerStaff,
  offerTickets,
  ticketNumber,
} from './ticket-arguments.ts'

const who = { permission: 'tickets.work' } as const

export const ticketTake = defineIntent({
  name: 'ticket.take',
  who,
  command: {
    noun: 'tiket',
    verb: 'ambil',
    aliases: ['take'],
    positional: ['tiket'],
    about: { id: 'Kerjakan sendiri sebuah tiket', en: 'Take a ticket' },
    examples: ['/tiket ambil 12'],
  },
  arguments: [ticketNumber],
  input: z.object({ tiket: numberTyped }),
  async run(deps, { tiket }, turn) {
    const { id: me } = turn.person
    await assignTicket(deps, { ticketId: tiket, personId: me, by: me })
    return { text: words(turn).tickets.taken(tiket) }
  },
})

export const ticketAssign = defineIntent({
  name: 'ticket.assign',
  who,
  command: {
    noun: 'tiket',
    verb: 'tugaskan',
    aliases: ['assign'],
    positional: ['tiket', 'ke'],
    about: { id: 'Tugaskan tiket ke seseorang', en: 'Give a ticket to somebody' },
    examples: ['/tiket tugaskan 12 Agus'],
  },
  arguments: [
    ticketNumber,
    {
      name: 'ke',
      aliases: ['to', 'teknisi'],
      ask: { id: 'Ke siapa?', en: 'To whom?' },
      offer: (deps) => offerStaff(deps, 'tickets.work'),
    },
  ],
  input: z.object({ tiket: numberTyped, ke: z.string().trim().min(1).max(60) }),
  async run(deps, { tiket, ke }, turn) {
    const { id: personId, name } = await chooseStaff(deps, { said: ke, permission: 'tickets.work' })
    await assignTicket(deps, { ticketId: tiket, personId, by: turn.person.id })
    return { text: words(turn).tickets.assigned(tiket, name) }
  },
})

export const ticketClose = defineIntent({
  name: 'ticket.close',
  who,
  command: {
    noun: 'tiket',
    verb: 'selesai',
    aliases: ['close', 'done', 'tutup'],
    positional: ['tiket', 'catatan'],
    about: {
      id: 'Tiket selesai; catatannya dibaca pelanggan',
      en: 'A ticket is done; the customer reads the note',
    },
    examples: ['/tiket selesai 12 "Kabel di tiang sudah diganti"'],
  },
  arguments: [
    ticketNumber,
    {
      name: 'catatan',
      aliases: ['note'],
      ask: {
        id: 'Apa yang dilakukan? (dibaca pelanggan)',
        en: 'What was done? (the customer reads it)',
      },
      offer: async () =>
        wordsIn('id').tickets.closingWords.map((text) => ({ label: text, value: text })),
    },
  ],
  input: z.object({ tiket: numberTyped, catatan: z.string().trim().min(3).max(500) }),
  async run(deps, { tiket, catatan }, turn) {
    await closeTicket(deps, { ticketId: tiket, note: catatan, by: turn.person.id })
    return { text: words(turn).tickets.closed(tiket) }
  },
})

/** One tap on the card of somebody who wants another package. */
export const ticketApprove = defineIntent({
  name: 'ticket.approve',
  who: { permission: 'subscriptions.manage' },
  command: {
    noun: 'tiket',
    verb: 'setujui',
    aliases: ['approve'],
    positional: ['tiket'],
    about: { id: 'Setujui ganti paket', en: 'Approve a change of package' },
    examples: ['/tiket setujui 12'],
  },
  arguments: [{ ...ticketNumber, offer: (deps) => offerTickets(deps, 'upgrade') }],
  input: z.object({ tiket: numberTyped }),
  async run(deps, { tiket }, turn) {
    const { state } = await showTicket(deps, tiket)
    if (state === 'closed') throw new Refusal('ticket.closed', { id: tiket })
    const by = turn.person.id
    const { username, package: name } = await approveUpgrade(deps, { ticketId: tiket, by })
    return { text: words(turn).tickets.approved(username, name) }
  },
})
