import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { type ChargeRow, chargesOfOrder } from './charge-queries.ts'
import { linesOf } from './order.ts'
import { orderByToken } from './order-by-token.ts'
import { deliveredCodes, readOrder } from './order-queries.ts'
import { methodLabel, methodsFor } from './pay-methods.ts'
import type { PaymentView } from './payment-view.ts'

/** What the holder of a link may see. Refuses with `order.unknown` when the link is no good. */
export async function showPayment(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'gateways'>,
  token: string,
): Promise<PaymentView> {
  const orderId = await orderByToken(deps, token)
  const order = await readOrder(deps.db, orderId)
  if (!order) throw new Refusal('order.unknown', { id: orderId })
  const now = deps.now()
  const state = order.state === 'open' && order.expires_at <= now ? 'expired' : order.state
  const openRupiah = order.amount_rupiah - order.applied_rupiah
  const charges = state === 'open' ? await chargesOfOrder(deps.db, orderId) : []
  const codes = state === 'delivered' ? await deliveredCodes(deps.db, orderId) : []
  const [newest] = charges

  return {
    orderId,
    state,
    language: order.language,
    lines: linesOf(order),
    amountRupiah: order.amount_rupiah,
    paidRupiah: order.applied_rupiah,
    openRupiah,
    expiresAt: order.expires_at,
    receiptNumber: order.receipt_number,
    paidAt: order.paid_at,
    methods:
      state === 'open'
        ? methodsFor(deps.gateways, openRupiah).map(({ method, label }) => ({ method, label }))
        : [],
    charge: payable(deps, charges, { openRupiah, now }),
    failed:
      newest?.state === 'failed' ? { label: methodLabel(deps.gateways, newest.method) } : null,
    codes: codes.map(({ code, password }) => (password === code ? code : `${code} / ${password}`)),
  }
}

function payable(
  deps: Pick<Deps, 'gateways'>,
  charges: ChargeRow[],
  { openRupiah, now }: { openRupiah: number; now: Date },
): PaymentView['charge'] {
  for (const charge of charges) {
    const { state } = charge
    if (state !== 'reserved' && state !== 'pending' && state !== 'unknown') continue
    if (charge.expires_at <= now) continue
    // Asked before a part arrived: too much by now.
    if (charge.amount_rupiah - charge.unique_code !== openRupiah) continue
    return {
      method: charge.method,
      label: methodLabel(deps.gateways, charge.method),
      state,
      amountRupiah: charge.amount_rupiah,
      uniqueCode: charge.unique_code,
      details: charge.details,
      expiresAt: charge.expires_at,
    }
  }
  return null
}
