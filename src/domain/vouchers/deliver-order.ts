import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { lockPaidOrder, markDelivered } from './delivery-queries.ts'
import { drawDelivery } from './draw-delivery.ts'
import { setAside } from './set-aside.ts'

type DeliverDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'files' | 'documents' | 'business'
>

/**
 * Effect `order.deliver`: hands over what was paid for, once. Vouchers come from stock or are
 * made for this order; then the router has to take them first, and this is asked again as soon
 * as it has.
 */
export async function deliverOrder(deps: DeliverDeps, { orderId }: { orderId: number }) {
  const ready = await setAside(deps, orderId)
  if (!ready) return
  const file = await drawDelivery(deps, ready)
  await inTransaction(deps, async (deps) => {
    const order = await lockPaidOrder(deps.db, orderId)
    if (!order) return
    await markDelivered(deps.db, { orderId, at: deps.now() })
    const { first, vouchers } = ready
    await tell(deps, order.conversation_id, {
      code: 'voucher.delivered',
      details: {
        orderId,
        package: order.package,
        codes: vouchers.map(({ code, password }) => ({ code, password })),
        loginUrl: first.login_url,
        network: first.network,
        onlineSeconds: first.online_seconds,
        calendarSeconds: first.calendar_seconds,
        dataBytes: first.data_bytes,
        receiptNumber: order.receipt_number ?? '',
        file,
      },
      priority: 'high',
    })
  })
}
