import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { openTicket } from './open-ticket.ts'
import { selectOpenTrouble } from './ticket-queries.ts'

/** More about a trouble that was reported and is not settled. Undefined where there is none. */
export function addToTicket(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { personId, conversationId, text }: { personId: number; conversationId: number; text: string },
): Promise<{ ticketId: number; isTaken: boolean } | undefined> {
  return inTransaction(deps, async (deps) => {
    const open = await selectOpenTrouble(deps.db, personId)
    if (!open) return undefined
    const { kind, subscription_id: subscriptionId } = open
    return openTicket(deps, { personId, conversationId, subscriptionId, kind, text })
  })
}
