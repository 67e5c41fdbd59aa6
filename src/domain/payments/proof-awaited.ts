import type { Deps } from '../deps.ts'
import type { AwaitedItem } from './proof.ts'
import { awaitedOthers, awaitedTransfers } from './proof-queries.ts'

/**
 * What a customer may have paid: transfers he was told an amount for, open or of late; without
 * one, what he owes and what he ordered.
 */
export async function awaitedOf(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  personId: number,
): Promise<AwaitedItem[]> {
  const asked = { personId, at: now() }
  const transfers = await awaitedTransfers(db, asked)
  return transfers.length > 0 ? transfers : awaitedOthers(db, asked)
}
