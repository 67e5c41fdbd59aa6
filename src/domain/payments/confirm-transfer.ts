import { recordAudit } from '../audit/record-audit.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { payableName } from './payable.ts'
import { readTransfer } from './read-transfer.ts'
import { recordPayment } from './record-payment.ts'

/**
 * A person has seen the money on the account. Good for expired and declined ones too: a transfer
 * may be late, and an admin may have looked too early.
 */
export async function confirmTransfer(
  deps: BillingDeps,
  { chargeId, by }: { chargeId: number; by: number },
): Promise<{ amountRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const transfer = await readTransfer(deps, chargeId)
    const { amountRupiah, reference } = transfer
    const { kind } = await recordPayment(deps, {
      chargeId,
      amountRupiah,
      providerReference: reference,
      paidAt: deps.now(),
      by,
    })
    if (kind === 'exists') throw new Refusal('charge.closed', { state: 'paid' })
    await recordAudit(deps, {
      by,
      action: 'transfer.confirmed',
      subject: payableName(transfer.ref),
      after: { reference, amountRupiah, account: transfer.account },
    })
    return { amountRupiah }
  })
}
