import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import type { BatchRow } from './batch-queries.ts'
import { markReady, refusedBatches } from './settle-queries.ts'
import { redrawCodes } from './redraw-codes.ts'
import { withdrawBatch } from './withdraw-batch.ts'

/**
 * After a router was brought in step: batches that are whole become ready, codes somebody else
 * has are drawn again, and a batch the router will not take is withdrawn. `more`: the router has
 * to be brought in step once again.
 */
export function settleBatches(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets'>,
  { routerId }: { routerId: number },
): Promise<{ more: boolean }> {
  return inTransaction(deps, async (deps) => {
    const refused = await refusedBatches(deps.db, routerId)
    const hopeless = new Map(
      refused
        .filter(({ problem }) => problem !== 'duplicate')
        .map(({ batch_id: batchId, problem }) => [batchId, problem]),
    )
    for (const [batchId, reason] of hopeless) {
      await withdrawBatch(deps, { batchId, reason, by: null })
    }
    const redrawn = await redrawCodes(deps, { routerId })
    const ready = await markReady(deps.db, { routerId, at: deps.now() })
    for (const batch of ready) {
      const { correlation } = batch
      await announce(correlation === null ? deps : { ...deps, correlation }, batch)
    }
    return { more: hopeless.size > 0 || redrawn > 0 }
  })
}

async function announce(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  batch: BatchRow & { package: string },
) {
  const { id, number, quantity } = batch
  if (batch.order_id !== null) {
    await later(deps, { kind: 'order.deliver', orderId: batch.order_id })
    return
  }
  if (!batch.for_stock) {
    await later(deps, { kind: 'batch.print', batchId: id }, { key: `batch.print:${id}` })
  }
  if (batch.conversation_id === null) return
  const tookSeconds = Math.round((deps.now().getTime() - batch.created_at.getTime()) / 1000)
  await tell(deps, batch.conversation_id, {
    code: 'batch.ready',
    details: { number, package: batch.package, quantity, tookSeconds },
    slot: `batch:${id}`,
  })
}
