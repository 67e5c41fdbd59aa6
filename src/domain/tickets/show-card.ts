import type { Correlated, Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { cardOf } from './ticket-queries.ts'

/** The card as it is now takes the place of the one that was, wherever it hangs. */
export async function showCard(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  ticketId: number,
) {
  const card = await cardOf(deps.db, ticketId)
  if (!card) throw new Refusal('ticket.unknown', { id: ticketId })
  await tellStaff(deps, 'tickets.work', {
    code: 'ticket.card',
    details: card,
    priority: 'high',
    slot: `ticket:${ticketId}`,
  })
}
