import { applyWallets } from '../billing/apply-wallets.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { customerChats } from '../people/customer-chats.ts'
import { lockCustomer } from '../billing/wallet-queries.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { type Account, clearingOf, refundingOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { readCharge } from './charge-queries.ts'
import { methodLabel } from './pay-methods.ts'
import { refundKey } from './refund-payment.ts'
import {
  forgottenRefunds,
  lockAskedRefund,
  type PaymentInWords,
  readPayment,
  readRefund,
  type RefundRow,
  settleRefund,
} from './refund-payment-queries.ts'

const DEADLINE_MS = 15_000
/** A gateway that did not answer may still be at it. */
const ASK_AGAIN_MS = 10 * 60_000
const HOUR_MS = 3_600_000

type Needs = BillingDeps & Pick<Deps, 'log'>
type Outcome = { providerReference: string | null } | { problem: string }

/**
 * Effect `payment.refund`: asks the gateway to send a payment back. Always with the key of this
 * try, so that asking again after a lost answer tells what happened and never sends it twice.
 */
export async function sendRefund(deps: Needs, { refundId }: { refundId: number }) {
  const refund = await readRefund(deps.db, refundId)
  if (refund?.state !== 'asked') return
  const payment = await readPayment(deps.db, refund.payment_id)
  if (!payment) throw new Error(`refund ${refundId} is of no payment`)
  const outcome = await ask(deps, refund, payment)
  await inTransaction(deps, async (deps) => {
    const asked = await lockAskedRefund(deps.db, refund)
    if (!asked) return
    await settle(deps, { refund: asked, payment, outcome })
  })
}

async function ask(deps: Needs, refund: RefundRow, payment: PaymentInWords): Promise<Outcome> {
  const gateway = deps.gateways.get(payment.gateway)
  const charge = payment.chargeId === null ? undefined : await readCharge(deps.db, payment.chargeId)
  // Its keys were taken out of the settings: they may come back.
  if (!gateway?.refund || !charge) {
    throw new Unreachable(`${payment.gateway} cannot be asked`, { retryAfterMs: ASK_AGAIN_MS })
  }
  try {
    return await gateway.refund(
      {
        method: charge.method,
        reference: charge.reference,
        providerReference: charge.provider_reference,
        amountRupiah: refund.amount_rupiah,
        reason: refund.reason,
        key: `refund-${refund.payment_id}-${refund.tries}`,
      },
      AbortSignal.timeout(DEADLINE_MS),
    )
  } catch (error) {
    if (error instanceof Rejected) {
      deps.log.warn({ err: error, payment: payment.id }, 'the gateway refused a refund')
      return { problem: error.message }
    }
    if (error instanceof OutcomeUnknown) {
      const said = 'no answer about a refund: the same is asked again'
      throw new Unreachable(said, { cause: error, retryAfterMs: ASK_AGAIN_MS })
    }
    throw error
  }
}

async function settle(
  deps: Needs,
  { refund, payment, outcome }: { refund: RefundRow; payment: PaymentInWords; outcome: Outcome },
) {
  const at = deps.now()
  const sent = 'providerReference' in outcome
  const state = sent ? 'sent' : 'refused'
  await settleRefund(deps.db, refund.id, {
    state,
    providerReference: sent ? outcome.providerReference : null,
    problem: sent ? null : outcome.problem,
    at,
  })
  await lockCustomer(deps.db, payment.personId)
  const amountRupiah = refund.amount_rupiah
  const to: Account = sent
    ? clearingOf(payment.gateway)
    : { owner: refund.wallet, purpose: 'wallet', floor: 0 }
  await postTransfer(deps, {
    key: refundKey(state, { refundId: refund.id, tries: refund.tries }),
    cause: sent ? 'refund sent' : 'refund refused',
    subject: `payment:${payment.id}`,
    by: refund.by_person,
    lines: [
      { account: refundingOf(payment.personId), amount: -amountRupiah },
      { account: to, amount: amountRupiah },
    ],
  })
  const method = methodLabel(deps.gateways, payment.method)
  const details = { paymentId: payment.id, customer: payment.customer, amountRupiah, method }
  if (!sent) {
    await applyWallets(deps, { personId: payment.personId })
    const notice = { ...details, problem: outcome.problem }
    await tellStaff(deps, 'payments.refund', { code: 'refund.refused.staff', details: notice })
    return
  }
  await tell(deps, refund.conversation_id, { code: 'refund.sent.staff', details })
  const chat = (await customerChats(deps, [payment.personId])).get(payment.personId)
  if (chat !== undefined) {
    await tell(deps, chat, { code: 'refund.sent', details: { amountRupiah, method } })
  }
}

/** Refunds asked for in vain for hours, once more every hour, with the key they had. */
export async function resendRefunds(deps: Pick<Deps, 'db' | 'now' | 'wake'>): Promise<number> {
  const now = deps.now()
  const forgotten = await forgottenRefunds(deps.db, new Date(now.getTime() - 2 * HOUR_MS))
  const hour = Math.floor(now.getTime() / HOUR_MS)
  await inTransaction(deps, async (deps) => {
    for (const refundId of forgotten) {
      const key = `payment.refund:${refundId}:${hour}`
      await later(deps, { kind: 'payment.refund', refundId }, { key })
    }
  })
  return forgotten.length
}
