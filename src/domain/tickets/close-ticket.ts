import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { takeOpenTicket } from './choose-ticket.ts'
import { showCard } from './show-card.ts'
import { setClosed } from './ticket-queries.ts'

/** It works again, or is settled: the customer is told with the words of whoever did it. */
export function closeTicket(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { ticketId, note, by }: { ticketId: number; note: string; by: number },
): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const ticket = await takeOpenTicket(deps, ticketId)
    await setClosed(deps.db, { id: ticketId, note, by, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'ticket.closed',
      subject: `ticket:${ticketId}`,
      after: { note },
    })
    await showCard(deps, ticketId)
    await tell(deps, ticket.conversation_id, {
      code: 'ticket.closed',
      details: { ticketId, kind: ticket.kind, note },
    })
  })
}
