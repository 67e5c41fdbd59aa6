import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { getRouter } from '../routers/router-queries.ts'
import { type BatchRow, getBatch, markWithdrawn, unmakeVouchers } from './batch-queries.ts'
import { tellOrderWaiting } from './tell-waiting.ts'

/**
 * Takes back a batch that is not ready: its vouchers are no more, and what is on the router
 * already is removed. `reason` is `asked`, `moved` (made on another router), or the router's refusal.
 */
export function withdrawBatch(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { batchId, reason, by }: { batchId: number; reason: string; by: number | null },
): Promise<{ number: string }> {
  return inTransaction(deps, async (deps) => {
    const batch = await markWithdrawn(deps.db, { batchId, reason, at: deps.now() })
    if (!batch) {
      const found = await getBatch(deps.db, batchId)
      if (!found) throw new Refusal('batch.unknown', { number: String(batchId) })
      throw new Refusal('batch.not_pending', { number: found.number, state: found.state })
    }
    await unmakeVouchers(deps.db, batchId)
    await recordAudit(deps, {
      by,
      action: 'batch.withdrawn',
      subject: `batch:${batchId}`,
      after: { number: batch.number, reason },
    })
    await later(deps, { kind: 'router.sync', routerId: batch.router_id })
    if (reason !== 'asked' && reason !== 'moved') await tellWhoWaits(deps, batch, reason)
    return { number: batch.number }
  })
}

async function tellWhoWaits(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  batch: BatchRow,
  reason: string,
) {
  const { id, number, order_id: orderId, conversation_id: conversationId } = batch
  if (orderId !== null) {
    const router = await getRouter(deps.db, batch.router_id)
    await tellOrderWaiting(deps, { orderId, router: router?.name ?? '', problem: reason })
  } else if (conversationId !== null) {
    const details = { number, reason }
    await tell(deps, conversationId, { code: 'batch.withdrawn', details, slot: `batch:${id}` })
  }
}
