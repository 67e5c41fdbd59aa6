import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { nextNumber } from './order-queries.ts'

/**
 * `KW/2026/12/000123`, without gaps: the counter is held until the transaction ends, so take it
 * as late as you can.
 */
export async function nextReceiptNumber(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
): Promise<string> {
  const [year, month] = dayOf(deps.now(), deps.business.timeZone).split('-')
  const number = await nextNumber(deps.db, `receipt:${year}-${month}`)
  return `KW/${year}/${month}/${String(number).padStart(6, '0')}`
}
