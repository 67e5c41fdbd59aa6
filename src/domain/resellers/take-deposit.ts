import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { CASH, depositOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { insertTopUp } from '../payments/order-queries.ts'
import { insertPayment } from '../payments/payment-queries.ts'
import { refuseOddTopUp } from './order-top-up.ts'
import { ensureReseller, lockReseller, selectResellerChat } from './reseller-queries.ts'
import { settleTopUp } from './settle-top-up.ts'

/**
 * Cash a reseller puts down, taken by somebody of the team: an order that is paid and delivered
 * as it is made, so that it has a receipt like every other.
 */
export function takeDeposit(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'secrets'> & Correlated,
  cash: { personId: number; amountRupiah: number; by: number; conversationId: number },
): Promise<{ depositRupiah: number; receiptNumber: string | null }> {
  const { personId, amountRupiah, by } = cash
  refuseOddTopUp(amountRupiah)
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    await ensureReseller(deps.db, { personId, by, at })
    await lockReseller(deps.db, personId)
    const conversationId = (await selectResellerChat(deps.db, personId)) ?? cash.conversationId
    const wish = { personId, conversationId, amountRupiah, at, expiresAt: at }
    const { id: orderId } = await insertTopUp(deps.db, wish)
    const paymentId = await insertPayment(deps.db, {
      gateway: 'cash',
      method: 'cash',
      providerReference: `T-${deps.secrets.token().slice(0, 10)}`,
      chargeId: null,
      orderId,
      invoiceId: null,
      personId,
      subscriptionId: null,
      amountRupiah,
      paidAt: at,
      appliedRupiah: amountRupiah,
      surplusRupiah: 0,
      by,
    })
    await postTransfer(deps, {
      key: `payment:${paymentId}`,
      cause: 'payment',
      subject: `order:${orderId}`,
      by,
      lines: [
        { account: CASH, amount: -amountRupiah },
        { account: depositOf(personId), amount: amountRupiah },
      ],
    })
    const settled = await settleTopUp(deps, {
      orderId,
      amountRupiah,
      beforeRupiah: 0,
      appliedRupiah: amountRupiah,
      completes: true,
      paidAt: at,
      method: 'cash',
    })
    await recordAudit(deps, {
      by,
      action: 'reseller.deposit_taken',
      subject: `person:${personId}`,
      before: { depositRupiah: settled.depositRupiah - amountRupiah },
      after: { depositRupiah: settled.depositRupiah, amountRupiah, orderId },
    })
    return settled
  })
}
