import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import { customerName, linesOf } from './order.ts'
import { orderByToken } from './order-by-token.ts'
import { readOrder } from './order-queries.ts'
import { methodLabel } from './pay-methods.ts'
import { methodOfOrder } from './payment-queries.ts'

/** The receipt of a paid order as a PDF, for whoever holds its link; undefined before it is paid. */
export async function makeReceipt(
  deps: Pick<Deps, 'db' | 'secrets' | 'gateways' | 'documents' | 'business'>,
  token: string,
): Promise<Uint8Array | undefined> {
  const order = await readOrder(deps.db, await orderByToken(deps, token))
  if (!order?.receipt_number || !order.paid_at) return undefined
  const method = await methodOfOrder(deps.db, order.id)
  return deps.documents.receipt({
    language: order.language,
    business: await businessName(deps),
    number: order.receipt_number,
    paidAt: order.paid_at,
    timeZone: deps.business.timeZone,
    customer: customerName(order),
    method: method === undefined ? '-' : methodLabel(deps.gateways, method),
    lines: linesOf(order),
    totalRupiah: order.amount_rupiah,
  })
}
