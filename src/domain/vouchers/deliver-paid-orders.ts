import type { Deps } from '../deps.ts'
import { deliverOrder } from './deliver-order.ts'
import { undeliveredOrders } from './delivery-queries.ts'

/** Duty, every minute: nobody pays and gets nothing, whatever became of the first try. */
export async function deliverPaidOrders(
  deps: Parameters<typeof deliverOrder>[0] & Pick<Deps, 'log'>,
) {
  for (const orderId of await undeliveredOrders(deps.db)) {
    await deliverOrder(deps, { orderId }).catch((error: unknown) =>
      deps.log.error({ err: error, orderId }, 'a paid order could not be delivered'),
    )
  }
}
