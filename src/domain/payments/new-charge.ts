import type { Deps } from '../deps.ts'
import type { ChargeRow } from './charge-queries.ts'
import type { NewCharge } from './gateway.ts'
import { describeOrder } from './order.ts'
import type { readOrder } from './order-queries.ts'
import { payUrl } from './pay-token.ts'

type OrderInWords = NonNullable<Awaited<ReturnType<typeof readOrder>>>

/** What a gateway is told of a charge. */
export function forGateway(
  deps: Pick<Deps, 'secrets' | 'business'>,
  { charge, order, lastsMinutes }: { charge: ChargeRow; order: OrderInWords; lastsMinutes: number },
): NewCharge {
  return {
    method: charge.method,
    reference: charge.reference,
    amountRupiah: charge.amount_rupiah,
    description: describeOrder(order),
    customerName: order.customer ?? `Order ${order.id}`,
    customerPhone: order.phone,
    lastsMinutes,
    callbackUrl: `${deps.business.publicUrl}/webhooks/payments/${charge.gateway}`,
    returnUrl: payUrl(deps, { id: order.id, linkVersion: order.link_version }),
  }
}
