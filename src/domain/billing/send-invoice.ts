import { dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { tellEach } from '../messages/tell-each.ts'
import { customerChats } from '../people/customer-chats.ts'
import { selectBills, type Bill } from './send-invoice-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/**
 * Says again what is open and how to pay it, in the customer's own chat. Null:
 * whatever is open. `unreachable` have neither written nor a number we know.
 */
export function sendInvoices(
  deps: Needs,
  { invoiceId }: { invoiceId: number | null },
): Promise<{ sent: number; unreachable: number }> {
  return inTransaction(deps, async (deps) => {
    const bills = await selectBills(deps.db, {
      invoiceId,
      today: dayOf(deps.now(), deps.business.timeZone),
    })
    const chats = await customerChats(deps, [...new Set(bills.map(({ personId }) => personId))])
    const told = bills.flatMap((bill) => {
      const conversationId = chats.get(bill.personId)
      return conversationId === undefined ? [] : [{ conversationId, details: detailsOf(bill) }]
    })
    await tellEach(deps, 'invoice.reminder', told, {
      priority: invoiceId === null ? 'low' : 'normal',
    })
    return { sent: told.length, unreachable: bills.length - told.length }
  })
}

/** Effect `invoices.send`: to all who owe, since somebody asked for it; told how many it were. */
export function sendAllInvoices(deps: Needs, { conversationId }: { conversationId: number }) {
  return inTransaction(deps, async (deps) => {
    const details = await sendInvoices(deps, { invoiceId: null })
    await tell(deps, conversationId, { code: 'invoices.sent.staff', details })
  })
}

function detailsOf({ personId: _whose, id, linkVersion, ...said }: Bill) {
  return { ...said, link: { kind: 'invoice' as const, id, linkVersion } }
}
