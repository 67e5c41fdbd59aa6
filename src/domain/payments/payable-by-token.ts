import { invoiceLink, successorOf } from '../billing/invoice-queries.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { orderLink } from './order-queries.ts'
import type { PayableRef } from './payable.ts'
import { isPayToken, payableInToken } from './pay-token.ts'

/**
 * What a link is good for. A wrong, an old and an invented link look the same from outside. The
 * link of an invoice that was carried leads to the one that carries it now.
 */
export async function payableByToken(
  deps: Pick<Deps, 'db' | 'secrets'>,
  token: string,
): Promise<PayableRef> {
  const ref = payableInToken(token)
  const linkVersion = ref && (await versionOf(deps, ref))
  if (!ref || !linkVersion || !isPayToken(deps.secrets, token, { ...ref, linkVersion })) {
    throw new Refusal('order.unknown', { id: ref?.id ?? 0 })
  }
  return ref.kind === 'invoice' ? { ...ref, id: await successorOf(deps.db, ref.id) } : ref
}

async function versionOf({ db }: Pick<Deps, 'db'>, { kind, id }: PayableRef) {
  const link = kind === 'order' ? await orderLink(db, id) : await invoiceLink(db, id)
  return link?.linkVersion
}
