import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readOrder } from './order-queries.ts'

/** An order whose money could go back, in the words it is spoken of in; or a refusal. */
export async function chooseRefundable({ db }: Pick<Deps, 'db'>, orderId: number) {
  const order = await readOrder(db, orderId)
  if (!order) throw new Refusal('order.unknown', { id: orderId })
  if (order.state !== 'paid' && order.state !== 'delivered') {
    throw new Refusal('order.closed', { state: order.state })
  }
  const { person_id: personId, customer, phone, amount_rupiah: amountRupiah } = order
  return {
    package: order.package,
    customer: customer ?? phone ?? `#${personId}`,
    amountRupiah,
    delivered: order.state === 'delivered',
  }
}
