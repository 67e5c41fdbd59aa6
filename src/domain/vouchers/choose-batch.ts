import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { type BatchRow, findBatch } from './batch-queries.ts'

export async function chooseBatch({ db }: Pick<Deps, 'db'>, number: string): Promise<BatchRow> {
  const batch = await findBatch(db, number)
  if (!batch) throw new Refusal('batch.unknown', { number })
  return batch
}
