import type { Deps } from '../deps.ts'
import type { TicketCard } from '../messages/line-notices.ts'
import { Refusal } from '../refusal.ts'
import { cardOf, lockTicket, openCards, type TicketRow } from './ticket-queries.ts'

export async function showTicket({ db }: Pick<Deps, 'db'>, ticketId: number): Promise<TicketCard> {
  const card = await cardOf(db, ticketId)
  if (card) return card
  throw new Refusal('ticket.unknown', { id: ticketId })
}

export function listTickets(
  { db }: Pick<Deps, 'db'>,
  { assignedTo = null }: { assignedTo?: number | null } = {},
): Promise<TicketCard[]> {
  return openCards(db, { assignedTo, limit: 15 })
}

/** Held until the transaction ends: of two who close it at once one finds it closed. */
export async function takeOpenTicket(
  { db }: Pick<Deps, 'db'>,
  ticketId: number,
): Promise<TicketRow> {
  const ticket = await lockTicket(db, ticketId)
  if (!ticket) throw new Refusal('ticket.unknown', { id: ticketId })
  if (ticket.state === 'closed') throw new Refusal('ticket.closed', { id: ticketId })
  return ticket
}
