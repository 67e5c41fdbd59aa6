import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { handOverResale } from '../resellers/hand-over-resale.ts'
import { lockPaidOrder, markDelivered } from './delivery-queries.ts'
import { drawDelivery } from './draw-delivery.ts'
import { type ReadyOrder, setAside } from './set-aside.ts'

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
    const delivered = deliveredOf(ready, file)
    if (order.kind === 'resale') await handOverResale(deps, order, delivered)
    else {
      const details = { ...delivered, receiptNumber: order.receipt_number ?? '' }
      const code = 'voucher.delivered'
      await tell(deps, order.conversation_id, { code, details, priority: 'high' })
    }
  })
}

function deliveredOf({ order, first, vouchers }: ReadyOrder, file: FileRef) {
  return {
    orderId: order.id,
    package: order.package,
    codes: vouchers.map(({ code, password }) => ({ code, password })),
    loginUrl: first.login_url,
    network: first.network,
    onlineSeconds: first.online_seconds,
    calendarSeconds: first.calendar_seconds,
    dataBytes: first.data_bytes,
    file,
  }
}
