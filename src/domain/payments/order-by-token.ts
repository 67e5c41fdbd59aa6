import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { orderLink } from './order-queries.ts'
import { isPayToken, orderInToken } from './pay-token.ts'

/** The order a link is good for. A wrong, an old and an invented link look the same from outside. */
export async function orderByToken(
  deps: Pick<Deps, 'db' | 'secrets'>,
  token: string,
): Promise<number> {
  const id = orderInToken(token)
  const order = id === undefined ? undefined : await orderLink(deps.db, id)
  if (!order || !isPayToken(deps.secrets, token, order)) {
    throw new Refusal('order.unknown', { id: id ?? 0 })
  }
  return order.id
}
