import { recordAudit } from '../audit/record-audit.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { personOf } from '../billing/invoice-queries.ts'
import { recordCash } from '../billing/record-cash.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { bindPayment } from './match-mutation.ts'
import type { Verdict } from './mutation.ts'
import { lockMutation, type MutationRow, settleMutation } from './mutation-queries.ts'
import { paymentIdOfCharge } from './payment-queries.ts'
import { readTransfer } from './read-transfer.ts'
import { recordPayment } from './record-payment.ts'
import { tellOfWallet } from './tell-of-wallet.ts'

type Decision = { mutationId: number; verdict: Verdict; by: number }

/**
 * A person says what money on the bank's list is for. What came is what counts, also where it is
 * not what was asked for: a part pays a part, and what is too much goes to the wallet.
 */
export function decideMutation(
  deps: BillingDeps,
  { mutationId, verdict, by }: Decision,
): Promise<{ amountRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const mutation = await lockMutation(deps.db, mutationId)
    if (!mutation) throw new Refusal('mutation.unknown', { id: mutationId })
    const { state } = mutation
    if (state !== (verdict.kind === 'reopen' ? 'ignored' : 'waiting')) {
      throw new Refusal('mutation.decided', { id: mutationId, state })
    }
    if (verdict.kind === 'ignore' || verdict.kind === 'reopen') {
      const next = verdict.kind === 'ignore' ? 'ignored' : 'waiting'
      const at = deps.now()
      await settleMutation(deps.db, mutationId, { state: next, paymentId: null, by, at })
    } else {
      const paymentId = await creditTo(deps, mutation, { verdict, by })
      await bindPayment(deps, { mutation, paymentId, by })
    }
    const amountRupiah = mutation.amount_rupiah
    await recordAudit(deps, {
      by,
      action: 'mutation.decided',
      subject: `mutation:${mutationId}`,
      before: { state },
      after: { ...verdict, amountRupiah, text: mutation.text },
    })
    return { amountRupiah }
  })
}

type ForMoney = Exclude<Verdict, { kind: 'ignore' | 'reopen' }>

async function creditTo(
  deps: BillingDeps,
  mutation: MutationRow,
  { verdict, by }: { verdict: ForMoney; by: number },
): Promise<number> {
  switch (verdict.kind) {
    case 'charge':
      return creditCharge(deps, mutation, { chargeId: verdict.id, by })
    case 'payment':
      return freePayment(deps, mutation, verdict.id)
    case 'invoice': {
      const personId = await personOf(deps.db, verdict.id)
      if (personId === undefined) throw new Refusal('invoice.unknown', { number: `#${verdict.id}` })
      return record(deps, mutation, { personId, invoiceId: verdict.id, by })
    }
    case 'customer':
      return record(deps, mutation, { personId: verdict.id, by })
  }
}

async function creditCharge(
  deps: BillingDeps,
  { amount_rupiah: amountRupiah }: MutationRow,
  { chargeId, by }: { chargeId: number; by: number },
) {
  const { reference } = await readTransfer(deps, chargeId)
  const { kind } = await recordPayment(deps, {
    chargeId,
    amountRupiah,
    providerReference: reference,
    paidAt: deps.now(),
    by,
  })
  const paymentId = await paymentIdOfCharge(deps.db, chargeId)
  if (kind === 'exists' || paymentId === undefined) {
    throw new Refusal('charge.closed', { state: 'paid' })
  }
  return paymentId
}

/** One that stands behind no other mutation, of the same amount. */
async function freePayment(deps: BillingDeps, mutation: MutationRow, id: number) {
  const payment = await deps.db
    .selectFrom('payments')
    .leftJoin('bank_mutations', 'bank_mutations.payment_id', 'payments.id')
    .where('payments.id', '=', id)
    .where('payments.amount_rupiah', '=', mutation.amount_rupiah)
    .where('bank_mutations.id', 'is', null)
    .select('payments.id')
    .executeTakeFirst()
  if (!payment) throw new Refusal('charge.closed', { state: 'paid' })
  return payment.id
}

/** Under the mutation's own number, so that it is recorded once. */
async function record(
  deps: BillingDeps,
  { id, amount_rupiah: amountRupiah }: MutationRow,
  to: { personId: number; invoiceId?: number; by: number },
) {
  const reference = `MUT-${id}`
  const recorded = await recordCash(deps, { ...to, amountRupiah, method: 'transfer', reference })
  if (to.invoiceId === undefined) await tellOfWallet(deps, to.personId, recorded)
  const { id: paymentId } = await deps.db
    .selectFrom('payments')
    .where('gateway', '=', 'transfer')
    .where('provider_reference', '=', `${reference}-1`)
    .select('id')
    .executeTakeFirstOrThrow()
  return paymentId
}
