import { recordAudit } from '../audit/record-audit.ts'
import { lockPayable } from '../billing/invoice-queries.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { closeCharge, lockCharge } from './charge-queries.ts'
import { lockOrder } from './order-queries.ts'
import { payableName } from './payable.ts'
import { readPayable } from './read-payable.ts'
import { readTransfer } from './read-transfer.ts'

/** A person looked and the money is not there. The customer is told and may choose again. */
export async function declineTransfer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { chargeId, by }: { chargeId: number; by: number },
): Promise<{ amountRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const { ref, amountRupiah, reference, account } = await readTransfer(deps, chargeId)
    if (ref.kind === 'order') await lockOrder(deps.db, ref.id)
    else await lockPayable(deps.db, ref.id)
    const charge = await lockCharge(deps.db, chargeId)
    const payable = await readPayable(deps, ref)
    if (!payable || !charge) throw new Refusal('charge.unknown', { id: chargeId })
    if (charge.state === 'paid' || charge.state === 'failed') {
      throw new Refusal('charge.closed', { state: charge.state })
    }
    await closeCharge(deps.db, chargeId, 'failed')
    await recordAudit(deps, {
      by,
      action: 'transfer.declined',
      subject: payableName(ref),
      after: { reference, amountRupiah, account },
    })
    if (payable.state === 'open' && payable.conversationId !== null) {
      await tell(deps, payable.conversationId, {
        code: 'transfer.declined',
        details: { title: payable.title, amountRupiah },
        priority: 'high',
      })
    }
    return { amountRupiah }
  })
}
