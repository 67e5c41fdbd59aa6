import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { closeCharge, lockCharge } from './charge-queries.ts'
import { lockOrder } from './order-queries.ts'
import { readTransfer } from './read-transfer.ts'

/** A person looked and the money is not there. The customer is told and may choose again. */
export async function declineTransfer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { chargeId, by }: { chargeId: number; by: number },
): Promise<{ amountRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const { orderId, amountRupiah, reference, account } = await readTransfer(deps, chargeId)
    const order = await lockOrder(deps.db, orderId)
    const charge = await lockCharge(deps.db, chargeId)
    if (!order || !charge) throw new Refusal('charge.unknown', { id: chargeId })
    if (charge.state === 'paid' || charge.state === 'failed') {
      throw new Refusal('charge.closed', { state: charge.state })
    }
    await closeCharge(deps.db, chargeId, 'failed')
    await recordAudit(deps, {
      by,
      action: 'transfer.declined',
      subject: `order:${orderId}`,
      after: { reference, amountRupiah, account },
    })
    if (order.state === 'open') {
      await tell(deps, order.conversation_id, {
        code: 'transfer.declined',
        details: { orderId, amountRupiah },
        priority: 'high',
      })
    }
    return { amountRupiah }
  })
}
