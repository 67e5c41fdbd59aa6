import type { BillingDeps } from '../billing/billing-deps.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { openHeaders } from './callback-headers.ts'
import { readStoredCallback, setCallbackOutcome } from './callback-queries.ts'
import { type ChargeRow, chargeByReference } from './charge-queries.ts'
import { confirmCharge } from './confirm-charge.ts'
import type { CallbackReading, Gateway } from './gateway.ts'
import { holdPayment } from './hold-payment.ts'
import { paymentOfCharge } from './payment-queries.ts'
import { recordPayment } from './record-payment.ts'

/** Shorter waits are nothing to tell anybody about. */
const LONG_WAIT_MS = 60_000
const LOOK_AGAIN_MS = 60_000

type Needs = BillingDeps & Pick<Deps, 'log'>
type Signed = Extract<CallbackReading, { kind: 'signed' }>

/**
 * Acts on a stored callback. What it claims counts only where the gateway cannot be asked;
 * everywhere else it is just a reason to ask, for the signature does not cover every field.
 */
export async function readCallback(deps: Needs, { callbackId }: { callbackId: number }) {
  const callback = await readStoredCallback(deps.db, callbackId)
  const gateway = deps.gateways.get(callback?.gateway ?? '')
  if (!callback || !gateway?.readCallback) return
  const charge = await chargeByReference(deps.db, callback.gateway, callback.reference)
  const reading = gateway.readCallback(callback.body, openHeaders(deps, callback.headers))
  if (!charge || reading.kind !== 'signed') {
    // The keys were changed after it was stored.
    return finish(deps, callbackId, 'unreadable')
  }
  if (charge.state === 'paid') {
    const outcome = (await isSecondPayment(deps, charge, reading)) ? 'paid_again' : 'known'
    if (outcome === 'paid_again') {
      const { method, reference } = charge
      const { amountRupiah } = reading
      await holdPayment(deps, { method, reference, amountRupiah, why: outcome })
    }
    return finish(deps, callbackId, outcome)
  }

  const outcome = gateway.status
    ? await ask(deps, { charge, reading, callback })
    : await believe(deps, { charge, reading, gateway })
  await finish(deps, callbackId, outcome)
}

async function ask(
  deps: Needs,
  {
    charge,
    reading,
    callback,
  }: {
    charge: ChargeRow
    reading: Signed
    callback: { id: number; received_at: Date; outcome: string | null }
  },
): Promise<string> {
  const held = {
    method: charge.method,
    reference: charge.reference,
    amountRupiah: reading.amountRupiah,
  }
  // Somebody asked after this news came: the answer holds for it as well.
  const answered = charge.checked_at !== null && charge.checked_at > callback.received_at
  try {
    const found = answered ? 'pending' : await confirmCharge(deps, { chargeId: charge.id })
    const doubtful = reading.claims === 'paid' && (found === 'pending' || found === 'closed')
    if (!doubtful) return found
    await inTransaction(deps, async (deps) => {
      await holdPayment(deps, { ...held, why: 'not_confirmed' })
      // A gateway may be slower than its own news.
      await later(
        deps,
        { kind: 'charge.confirm', chargeId: charge.id },
        { key: `charge.doubt:${callback.id}`, at: new Date(deps.now().getTime() + LOOK_AGAIN_MS) },
      )
    })
    return 'not_confirmed'
  } catch (error) {
    const waits = error instanceof Unreachable && (error.retryAfterMs ?? 0) > LONG_WAIT_MS
    if (waits && reading.claims === 'paid' && callback.outcome === null) {
      await inTransaction(deps, async (deps) => {
        await setCallbackOutcome(deps.db, callback.id, { outcome: 'waiting', handledAt: null })
        await holdPayment(deps, { ...held, why: 'cannot_ask' })
      })
    }
    throw error
  }
}

/** One charge is credited once; news of other money for it is for people to look into. */
async function isSecondPayment(deps: Needs, charge: ChargeRow, reading: Signed) {
  if (reading.claims !== 'paid') return false
  const payment = await paymentOfCharge(deps.db, charge.id)
  if (!payment) return false
  const { providerReference } = reading
  // Comparable only where the gateway had told us its number before.
  const otherNumber =
    charge.provider_reference === payment.provider_reference &&
    providerReference !== null &&
    providerReference !== payment.provider_reference
  return otherNumber || reading.amountRupiah !== payment.amount_rupiah
}

/** For gateways nobody can ask: the signature must do, and the amount must be the one we asked. */
async function believe(
  deps: Needs,
  { charge, reading, gateway }: { charge: ChargeRow; reading: Signed; gateway: Gateway },
): Promise<string> {
  const { claims, amountRupiah, reference } = reading
  if (claims !== 'paid') return claims
  if (amountRupiah !== charge.amount_rupiah) {
    await holdPayment(deps, { method: gateway.name, reference, amountRupiah, why: 'wrong_amount' })
    return 'held'
  }
  await recordPayment(deps, {
    chargeId: charge.id,
    amountRupiah,
    providerReference: reference,
    paidAt: deps.now(),
  })
  return 'paid'
}

async function finish(deps: Needs, callbackId: number, outcome: string) {
  await setCallbackOutcome(deps.db, callbackId, { outcome, handledAt: deps.now() })
}
