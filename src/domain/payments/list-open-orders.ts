import type { Deps } from '../deps.ts'
import { selectOpenOrders, selectPaidOrders } from './own-orders-queries.ts'
import { payUrl } from './pay-token.ts'

/** What a customer has asked for and not paid in full yet: what is open of each, and its link. */
export async function listOpenOrders(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'business'>,
  personId: number,
) {
  const orders = await selectOpenOrders(deps.db, { personId, at: deps.now() })
  return orders.map(
    ({ id, kind, link_version, package: name, quantity, amount_rupiah, applied_rupiah }) => ({
      id,
      kind,
      name,
      quantity,
      amountRupiah: amount_rupiah - applied_rupiah,
      url: payUrl(deps, { kind: 'order', id, linkVersion: link_version }),
    }),
  )
}

/** Paid for and not yet delivered: a router is away, or it is a matter of seconds. */
export function listPaidOrders({ db }: Pick<Deps, 'db'>, personId: number) {
  return selectPaidOrders(db, personId)
}
