import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readPhone } from './phone.ts'
import { customersById, searchCustomers } from './people-queries.ts'

/** Customers by part of a name or number; newest first. An empty query lists the newest. */
export function findCustomers(
  { db }: Pick<Deps, 'db'>,
  { query, limit = 10 }: { query: string; limit?: number },
) {
  // A whole number however it is written, or some of its digits.
  const phone = readPhone(query) ?? (/^[\d\s-]{4,}$/.test(query) ? query.replace(/\D/g, '') : null)
  return searchCustomers(db, {
    name: phone !== null || query === '' ? null : query,
    phone,
    limit,
  })
}

/** The one customer that a number of ours (12), a phone number or a name means. */
export async function findCustomer({ db }: Pick<Deps, 'db'>, query: string) {
  // A number of ours never begins with 0; part of a phone number does.
  const id = /^[1-9]\d{0,6}$/.test(query) ? Number(query) : null
  const found =
    id === null ? await findCustomers({ db }, { query, limit: 2 }) : await customersById(db, id)
  const [one] = found
  if (!one || found.length > 1) throw new Refusal('person.unknown', { query })
  return one
}
