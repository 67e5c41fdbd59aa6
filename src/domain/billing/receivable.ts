import { type Account, receivableOf, subscriptionReceivableOf } from '../ledger/account.ts'

/** Where what an invoice asks for stands in the ledger: with its subscription, else its customer. */
export function receivableFor(invoice: {
  person_id: number
  subscription_id: number | null
}): Account {
  return invoice.subscription_id === null
    ? receivableOf(invoice.person_id)
    : subscriptionReceivableOf(invoice.subscription_id)
}
