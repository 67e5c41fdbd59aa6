import type { Deps } from '../deps.ts'
import { postTransfers } from './post-transfers.ts'
import type { NewTransfer, Posted } from './transfer.ts'

/**
 * Moves money, once per key: the same transfer again is `exists`, the same key with other lines
 * is a fault. Refuses with `ledger.insufficient` what would go below a floor.
 */
export async function postTransfer(
  deps: Pick<Deps, 'db' | 'now'>,
  transfer: NewTransfer,
): Promise<Posted> {
  const [posted] = await postTransfers(deps, [transfer])
  if (!posted) throw new Error(`transfer ${transfer.key} got no answer`)
  return posted
}
