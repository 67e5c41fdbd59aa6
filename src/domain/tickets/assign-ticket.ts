import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell } from '../messages/tell.ts'
import { showTicket, takeOpenTicket } from './choose-ticket.ts'
import { showCard } from './show-card.ts'
import { setAssignee } from './ticket-queries.ts'

/** Somebody of the team has it now; who is given it by another is told. */
export function assignTicket(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { ticketId, personId, by }: { ticketId: number; personId: number; by: number },
): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const before = await takeOpenTicket(deps, ticketId)
    await setAssignee(deps.db, { id: ticketId, personId, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'ticket.assigned',
      subject: `ticket:${ticketId}`,
      before: { to: before.assigned_to },
      after: { to: personId },
    })
    await showCard(deps, ticketId)
    const chat = personId === by ? undefined : await staffChatOf(deps, personId)
    if (chat === undefined) return
    await tell(deps, chat, { code: 'ticket.yours', details: await showTicket(deps, ticketId) })
  })
}
