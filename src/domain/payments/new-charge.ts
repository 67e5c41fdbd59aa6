import type { Deps } from '../deps.ts'
import type { ChargeRow } from './charge-queries.ts'
import type { NewCharge } from './gateway.ts'
import type { Payable } from './payable.ts'
import { payUrl } from './pay-token.ts'

/** What a gateway is told of a charge. */
export function forGateway(
  deps: Pick<Deps, 'secrets' | 'business'>,
  { charge, payable, lastsMinutes }: { charge: ChargeRow; payable: Payable; lastsMinutes: number },
): NewCharge {
  const { ref, linkVersion } = payable
  return {
    method: charge.method,
    reference: charge.reference,
    amountRupiah: charge.amount_rupiah,
    description: payable.title,
    customerName: payable.customer ?? `${ref.kind === 'order' ? 'Order' : 'Customer'} ${ref.id}`,
    customerPhone: payable.phone,
    lastsMinutes,
    callbackUrl: `${deps.business.publicUrl}/webhooks/payments/${charge.gateway}`,
    returnUrl: payUrl(deps, { ...ref, linkVersion }),
  }
}
