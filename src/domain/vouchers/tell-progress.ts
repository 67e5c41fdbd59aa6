import type { Deps } from '../deps.ts'
import { tell } from '../messages/tell.ts'
import { batchProgress } from './settle-queries.ts'

/** One message per batch that is edited as it grows. */
export async function tellProgress(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { routerId }: { routerId: number },
) {
  for (const batch of await batchProgress(deps.db, routerId)) {
    const { number, done, quantity, router } = batch
    await tell(deps, batch.conversation_id, {
      code: 'batch.progress',
      details: { number, done, quantity, router },
      slot: `batch:${batch.id}`,
    })
  }
}
