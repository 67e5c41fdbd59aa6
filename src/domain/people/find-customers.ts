import type { Deps } from '../deps.ts'
import { searchCustomers } from './people-queries.ts'

/** Customers by part of a name or number; newest first. An empty query lists the newest. */
export function findCustomers(
  { db }: Pick<Deps, 'db'>,
  { query, limit = 10 }: { query: string; limit?: number },
) {
  const digits = query.replace(/\D/g, '').replace(/^(62|0)/, '')
  const byPhone = digits.length >= 4
  return searchCustomers(db, {
    name: byPhone || query === '' ? null : query,
    phone: byPhone ? digits : null,
    limit,
  })
}
