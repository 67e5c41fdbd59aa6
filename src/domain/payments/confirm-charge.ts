import type { BillingDeps } from '../billing/billing-deps.ts'
import type { Deps } from '../deps.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { askGateway, STATUS_DEADLINE_MS } from './ask-gateway.ts'
import { type ChargeRow, closeCharge, readCharge } from './charge-queries.ts'
import type { ChargeStatus } from './gateway.ts'
import { holdPayment } from './hold-payment.ts'
import { recordPayment } from './record-payment.ts'
import { claimQuestion, endQuestion } from './status-queries.ts'

/** A charge the gateway has not heard of may still be on its way there. */
const SETTLE_MS = 60_000
const ANSWER_SOON_MS = 2_000

export type Confirmation = 'paid' | 'pending' | 'closed' | 'held' | 'not_asked'

type Needs = BillingDeps & Pick<Deps, 'log'>

/**
 * Asks the gateway what became of a charge and does what follows. The only way in for money a
 * machine tells of. Throws `Unreachable`, with how long to wait, when it could not ask.
 */
export async function confirmCharge(
  deps: Needs,
  { chargeId, background = false }: { chargeId: number; background?: boolean | undefined },
): Promise<Confirmation> {
  const charge = await readCharge(deps.db, chargeId)
  if (charge?.state === 'paid') return 'paid'
  const gateway = deps.gateways.get(charge?.gateway ?? '')
  if (!charge?.asked_at || !gateway?.status) return 'not_asked'

  const askedAt = deps.now()
  // Held until what follows from the answer is done, so that fifty who ask at once are one question.
  const claim = await claimQuestion(deps.db, chargeId, {
    now: askedAt,
    // Whoever dies while he asks holds the others up no longer than that.
    until: new Date(askedAt.getTime() + STATUS_DEADLINE_MS + 2_000),
  })
  if (!claim) {
    if ((await readCharge(deps.db, chargeId))?.state === 'paid') return 'paid'
    throw new Unreachable('this charge is being asked about', { retryAfterMs: ANSWER_SOON_MS })
  }
  let answered = false
  try {
    const status = await askGateway(deps, gateway, { charge, turn: claim.ask_at, background })
    const confirmation = await apply(deps, charge, status)
    answered = true
    return confirmation
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    deps.log.error({ err: error, charge: charge.reference }, 'the gateway refuses to say')
    return 'pending'
  } finally {
    await endQuestion(deps.db, chargeId, answered ? askedAt : undefined)
  }
}

async function apply(deps: Needs, charge: ChargeRow, status: ChargeStatus): Promise<Confirmation> {
  switch (status.state) {
    case 'paid': {
      if (!status.amountRupiah) {
        await holdPayment(deps, {
          method: charge.method,
          reference: charge.reference,
          amountRupiah: charge.amount_rupiah,
          why: 'no_amount',
        })
        return 'held'
      }
      await recordPayment(deps, {
        chargeId: charge.id,
        amountRupiah: status.amountRupiah,
        providerReference: status.providerReference ?? charge.reference,
        paidAt: deps.now(),
      })
      return 'paid'
    }
    case 'pending':
      return 'pending'
    case 'failed':
    case 'expired':
      await closeCharge(deps.db, charge.id, status.state)
      return 'closed'
    case 'absent': {
      const sinceMs = deps.now().getTime() - (charge.asked_at?.getTime() ?? 0)
      if (sinceMs < SETTLE_MS) {
        throw new Unreachable('too early to say it is not there', { retryAfterMs: SETTLE_MS })
      }
      await closeCharge(deps.db, charge.id, 'failed')
      return 'closed'
    }
  }
}
