import type { BillingDeps } from '../billing/billing-deps.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { CASH, clearingOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { Refusal } from '../refusal.ts'
import { confirmTransfer } from './confirm-transfer.ts'
import { findMatches } from './match-queries.ts'
import { lockMutation, lockReversed, type MutationRow, settleMutation } from './mutation-queries.ts'
import { paymentIdOfCharge } from './payment-queries.ts'

/**
 * Confirms the one transfer a mutation proves, as a person would who saw the money. Where it was
 * confirmed before, the mutation is put to it and no money moves. Anything less certain waits.
 */
export function matchMutation(
  deps: BillingDeps,
  { mutationId, by }: { mutationId: number; by: number },
): Promise<'confirmed' | 'known' | 'waiting'> {
  return inTransaction(deps, async (deps) => {
    const mutation = await lockMutation(deps.db, mutationId)
    if (mutation?.state !== 'waiting') return 'waiting'
    const { timeZone } = deps.business
    const find = async () => (await findMatches(deps.db, { ids: [mutationId], timeZone }))[0]
    const match = await find()
    if (!match) return 'waiting'
    const confirmed =
      match.paymentId === null && (await confirm(deps, { chargeId: match.chargeId, by }))
    const paid = confirmed
      ? await paymentIdOfCharge(deps.db, match.chargeId)
      : (await find())?.paymentId
    if (!paid) return 'waiting'
    await bindPayment(deps, { mutation, paymentId: paid, by })
    return confirmed ? 'confirmed' : 'known'
  })
}

/** False: somebody tapped the button at this very moment. */
async function confirm(deps: BillingDeps, asked: { chargeId: number; by: number }) {
  try {
    await confirmTransfer(deps, asked)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'charge.closed') return false
    throw error
  }
}

/** The money of a payment was seen on the bank's list: it is cleared, as by a gateway that paid out. */
export async function bindPayment(
  deps: BillingDeps,
  { mutation, paymentId, by }: { mutation: MutationRow; paymentId: number; by: number },
) {
  await settleMutation(deps.db, mutation.id, {
    state: 'matched',
    paymentId,
    by,
    at: deps.now(),
  })
  const payment = await deps.db
    .selectFrom('payments')
    .where('id', '=', paymentId)
    .select(['gateway', 'charge_id'])
    .executeTakeFirstOrThrow()
  // Recorded by hand without a charge, it never stood in a clearing account.
  if (payment.charge_id === null) return
  await postTransfer(deps, {
    key: `mutation:${mutation.id}:${paymentId}`,
    cause: 'bank mutation',
    subject: `payment:${paymentId}`,
    by,
    lines: [
      { account: clearingOf(payment.gateway), amount: mutation.amount_rupiah },
      { account: CASH, amount: -mutation.amount_rupiah },
    ],
  })
}

/**
 * Mutations whose payment was taken back since: their money came all the same, so that it waits
 * for somebody to say what it is for.
 */
export function freeReversed(deps: Pick<Deps, 'db' | 'now' | 'wake'>) {
  return inTransaction(deps, async (deps) => {
    for (const { id, paymentId, gateway, amountRupiah } of await lockReversed(deps.db)) {
      await settleMutation(deps.db, id, {
        state: 'waiting',
        paymentId: null,
        by: null,
        at: deps.now(),
      })
      if (gateway === null) continue
      await postTransfer(deps, {
        key: `mutation.freed:${id}:${paymentId}`,
        cause: 'bank mutation',
        subject: `payment:${paymentId}`,
        lines: [
          { account: clearingOf(gateway), amount: -amountRupiah },
          { account: CASH, amount: amountRupiah },
        ],
      })
    }
  })
}
