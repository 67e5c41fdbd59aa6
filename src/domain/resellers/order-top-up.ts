import type { Deps } from '../deps.ts'
import { insertTopUp, renewTopUp } from '../payments/order-queries.ts'
import { payUrl } from '../payments/pay-token.ts'
import { ORDER_LASTS_HOURS, type PlacedOrder } from '../payments/place-order.ts'
import { Refusal } from '../refusal.ts'
import { TOP_UP_MAX_RUPIAH, TOP_UP_MIN_RUPIAH } from './reseller.ts'
import { ensureReseller } from './reseller-queries.ts'

/**
 * A wish to put money down, with a link to pay by. Wishing the same again before paying gives
 * the same order and a fresh day.
 */
export async function orderTopUp(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'business'>,
  wish: { personId: number; conversationId: number; amountRupiah: number },
): Promise<PlacedOrder> {
  refuseOddTopUp(wish.amountRupiah)
  const at = deps.now()
  await ensureReseller(deps.db, { personId: wish.personId, by: null, at })
  const order = { ...wish, at, expiresAt: new Date(at.getTime() + ORDER_LASTS_HOURS * 3_600_000) }
  const placed = (await renewTopUp(deps.db, order)) ?? (await insertTopUp(deps.db, order))
  return {
    orderId: placed.id,
    amountRupiah: wish.amountRupiah,
    expiresAt: order.expiresAt,
    url: payUrl(deps, { kind: 'order', id: placed.id, linkVersion: placed.link_version }),
  }
}

export function refuseOddTopUp(amountRupiah: number) {
  const fits = amountRupiah >= TOP_UP_MIN_RUPIAH && amountRupiah <= TOP_UP_MAX_RUPIAH
  if (Number.isSafeInteger(amountRupiah) && fits) return
  const problem = `${TOP_UP_MIN_RUPIAH}-${TOP_UP_MAX_RUPIAH}`
  throw new Refusal('input.invalid', { field: 'jumlah', problem })
}
