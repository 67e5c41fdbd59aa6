import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { findPackageForSale, insertOrder } from './order-queries.ts'
import { payUrl } from './pay-token.ts'

export type PlacedOrder = { orderId: number; amountRupiah: number; expiresAt: Date; url: string }

export const ORDER_LASTS_HOURS = 24
export const MAX_QUANTITY = 20

/**
 * A wish to buy, at the price of this moment, with a link to pay by. Wishing the same again
 * before paying gives the same order and a fresh day, so that nobody pays twice by accident.
 */
export async function placeOrder(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'business'>,
  wish: { personId: number; conversationId: number; packageId: number; quantity: number },
): Promise<PlacedOrder> {
  const { quantity, packageId } = wish
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
    throw new Refusal('input.invalid', { field: 'quantity', problem: `1-${MAX_QUANTITY}` })
  }
  const wanted = await findPackageForSale(deps.db, packageId)
  // What costs nothing is not sold: an order is paid or it is nothing.
  if (!wanted?.on_sale || wanted.price_rupiah === 0) {
    throw new Refusal('package.not_on_sale', { package: wanted?.name ?? String(packageId) })
  }
  const at = deps.now()
  const order = await insertOrder(deps.db, {
    ...wish,
    amountRupiah: wanted.price_rupiah * quantity,
    at,
    expiresAt: new Date(at.getTime() + ORDER_LASTS_HOURS * 3_600_000),
  })
  return {
    orderId: order.id,
    amountRupiah: order.amount_rupiah,
    expiresAt: order.expires_at,
    url: payUrl(deps, { kind: 'order', id: order.id, linkVersion: order.link_version }),
  }
}
