import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertTicket, type NewTicket } from './ticket-queries.ts'
import { showCard } from './show-card.ts'

/**
 * Something does not work, or is wished for: the team gets a card, and everybody sees what
 * becomes of it. Who asks for the same thing again while it is open has one ticket, not two.
 */
export function openTicket(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  ticket: NewTicket,
): Promise<{ ticketId: number; isNew: boolean; isTaken: boolean }> {
  return inTransaction(deps, async (deps) => {
    const { id, is_new: isNew, is_taken: isTaken } = await insertTicket(deps.db, ticket, deps.now())
    if (isNew) {
      const { kind, subscriptionId } = ticket
      await recordAudit(deps, {
        by: ticket.personId,
        action: 'ticket.opened',
        subject: `ticket:${id}`,
        after: { kind, subscriptionId },
      })
    }
    await showCard(deps, id)
    return { ticketId: id, isNew, isTaken }
  })
}
