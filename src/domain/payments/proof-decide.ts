import { recordAudit } from '../audit/record-audit.ts'
import { applyWallets } from '../billing/apply-wallets.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { type Cash, type CashRecorded, recordCash } from '../billing/record-cash.ts'
import { lockCustomer } from '../billing/wallet-queries.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { walletOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { lockOrder } from './order-queries.ts'
import { payOrderFromWallet } from './pay-order-from-wallet.ts'
import { lockProof, readProof, setProofDecided } from './proof-queries.ts'
import { refOfProof } from './proof-ref.ts'
import { readPayable } from './read-payable.ts'
import { tellOfWallet } from './tell-of-wallet.ts'

/** A proof that waits for a decision, in the words it is spoken of in. */
export async function chooseProof({ db }: Pick<Deps, 'db'>, proofId: number) {
  const proof = await readProof(db, proofId)
  if (!proof || proof.decided_at) throw new Refusal('proof.decided', {})
  const payable = await readPayable({ db }, await refOfProof(db, proof))
  const open = payable ? payable.amountRupiah - payable.appliedRupiah : 0
  return {
    customer: proof.customer ?? `#${proof.person_id}`,
    title: payable?.title ?? '',
    openRupiah: payable?.state === 'open' ? open : 0,
  }
}

/** Somebody saw the money of a proof that no announced transfer stands behind. */
export function recordProof(
  deps: BillingDeps,
  { proofId, amountRupiah, by }: { proofId: number; amountRupiah: number; by: number },
): Promise<CashRecorded> {
  return inTransaction(deps, async (deps) => {
    const proof = await decide(deps, { proofId, by })
    const { invoice_id: invoiceId, order_id: orderId, person_id: personId, photos } = proof
    // Orders are locked before wallets.
    const order = orderId === null ? undefined : await lockOrder(deps.db, orderId)
    const reference = `BUKTI-${proofId}-${photos}`
    const cash: Cash = { personId, amountRupiah, method: 'transfer', reference, by }
    if (order && (await buys(deps, order, amountRupiah))) return payOrder(deps, cash, order)
    const recorded = await recordCash(deps, { ...cash, ...(invoiceId !== null && { invoiceId }) })
    if (invoiceId === null) await tellOfWallet(deps, personId, recorded)
    return recorded
  })
}

/** With what lies in the wallet it is enough for what was ordered, and that still waits. */
async function buys(
  deps: BillingDeps,
  order: NonNullable<Awaited<ReturnType<typeof lockOrder>>>,
  amountRupiah: number,
) {
  if (order.kind !== 'voucher' || order.state !== 'open' || order.expires_at <= deps.now()) {
    return false
  }
  await lockCustomer(deps.db, order.person_id)
  const hasRupiah = amountRupiah + (await balanceOf(deps, walletOf(order.person_id)))
  return hasRupiah >= order.amount_rupiah - order.applied_rupiah
}

/** What was ordered comes first, and only what is left pays other debts. */
async function payOrder(
  deps: BillingDeps,
  cash: Cash,
  { id: orderId }: { id: number },
): Promise<CashRecorded> {
  const { personId } = cash
  await recordCash(deps, { ...cash, aside: true })
  await payOrderFromWallet(deps, { orderId, personId })
  await applyWallets(deps, { personId })
  const leftRupiah = await balanceOf(deps, walletOf(personId))
  return { appliedTo: [], surplusRupiah: Math.min(leftRupiah, cash.amountRupiah) }
}

/** Somebody looked, and its money is not there. The customer is told. */
export function declineProof(deps: BillingDeps, { proofId, by }: { proofId: number; by: number }) {
  return inTransaction(deps, async (deps) => {
    const { title, openRupiah } = await chooseProof(deps, proofId)
    const proof = await decide(deps, { proofId, by })
    await recordAudit(deps, {
      by,
      action: 'proof.declined',
      subject: `person:${proof.person_id}`,
      after: { proofId, title, amountRupiah: openRupiah },
    })
    await tell(deps, proof.conversation_id, {
      code: 'proof.declined',
      details: { title, amountRupiah: openRupiah },
      priority: 'high',
    })
  })
}

async function decide(
  deps: Pick<Deps, 'db' | 'now'>,
  { proofId, by }: { proofId: number; by: number },
) {
  const proof = await lockProof(deps.db, proofId)
  if (!proof || proof.decided_at) throw new Refusal('proof.decided', {})
  await setProofDecided(deps.db, proofId, { by, at: deps.now() })
  return proof
}
