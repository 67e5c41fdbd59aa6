import { dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellEach } from '../messages/tell-each.ts'
import { customerChats } from '../people/customer-chats.ts'
import { selectBills, type Bill } from './send-invoice-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/**
 * Says again what is open and how to pay it, in the customer's own chat. Without an invoice:
 * whatever is open. `unreachable` have neither written nor a number we know.
 */
export function sendInvoices(
  deps: Needs,
  { invoiceId }: { invoiceId?: number } = {},
): Promise<{ sent: number; unreachable: number }> {
  return inTransaction(deps, async (deps) => {
    const bills = await selectBills(deps.db, {
      invoiceId: invoiceId ?? null,
      today: dayOf(deps.now(), deps.business.timeZone),
    })
    const chats = await customerChats(deps, [...new Set(bills.map(({ personId }) => personId))])
    const told = bills.flatMap((bill) => {
      const conversationId = chats.get(bill.personId)
      return conversationId === undefined ? [] : [{ conversationId, details: detailsOf(bill) }]
    })
    await tellEach(deps, 'invoice.reminder', told, {
      priority: invoiceId === undefined ? 'low' : 'normal',
    })
    return { sent: told.length, unreachable: bills.length - told.length }
  })
}

function detailsOf({ personId: _whose, id, linkVersion, ...said }: Bill) {
  return { ...said, link: { kind: 'invoice' as const, id, linkVersion } }
}
