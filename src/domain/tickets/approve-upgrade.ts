import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { Refusal } from '../refusal.ts'
import { changeSubscription } from '../subscriptions/change-subscription.ts'
import { takeOpenTicket } from './choose-ticket.ts'
import { showCard } from './show-card.ts'
import { setClosed } from './ticket-queries.ts'

/** The wish for another package is granted: the line has it at once, and the customer is told. */
export function approveUpgrade(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'> & Correlated,
  { ticketId, by }: { ticketId: number; by: number },
): Promise<{ username: string; package: string }> {
  return inTransaction(deps, async (deps) => {
    const ticket = await takeOpenTicket(deps, ticketId)
    const { subscription_id: subscriptionId, package_id: packageId } = ticket
    if (ticket.kind !== 'upgrade' || subscriptionId === null || packageId === null) {
      throw new Refusal('ticket.not_upgrade', { id: ticketId })
    }
    const changed = await changeSubscription(deps, { subscriptionId, change: { packageId }, by })
    await setClosed(deps.db, { id: ticketId, note: changed.package, by, at: deps.now() })
    const after = { package: changed.package }
    await recordAudit(deps, { by, action: 'ticket.approved', subject: `ticket:${ticketId}`, after })
    await showCard(deps, ticketId)
    return changed
  })
}
