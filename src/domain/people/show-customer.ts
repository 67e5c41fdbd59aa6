import type { Deps } from '../deps.ts'
import { type CustomerCard, customerCard } from './customer-queries.ts'
import { findCustomer } from './find-customers.ts'

/** One customer, by a number of ours, a phone number or a name. */
export async function showCustomer({ db }: Pick<Deps, 'db'>, query: string): Promise<CustomerCard> {
  const { id } = await findCustomer({ db }, query)
  return customerCard(db, id)
}
