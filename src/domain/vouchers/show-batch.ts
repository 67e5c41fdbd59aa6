import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { type BatchDetails, findBatchDetails, recentBatches } from './voucher-queries.ts'

/** A batch and what became of its vouchers. */
export async function showBatch({ db }: Pick<Deps, 'db'>, number: string): Promise<BatchDetails> {
  const batch = await findBatchDetails(db, number)
  if (!batch) throw new Refusal('batch.unknown', { number })
  return batch
}

/** The newest batches that were not made for one buyer. */
export function listBatches({ db }: Pick<Deps, 'db'>, limit = 10): Promise<BatchDetails[]> {
  return recentBatches(db, limit)
}
