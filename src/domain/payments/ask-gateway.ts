import type { Deps } from '../deps.ts'
import { Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgetRefusals, lockPatience, savePatience } from './budget-queries.ts'
import { type ChargeRow, claimQuestion, endQuestion, setTurn } from './charge-queries.ts'
import type { ChargeStatus, Gateway } from './gateway.ts'
import { afterRefusal, freshPatience, spendQuestion } from './status-budget.ts'

const DEADLINE_MS = 6_000
const ANSWER_SOON_MS = 2_000

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

/**
 * Asks a gateway what became of a charge: one question per charge at a time, and never more
 * often than the gateway bears. Throws `Unreachable` with how long to wait when this is not the
 * moment, and when it cannot be reached.
 */
export async function askGateway(
  deps: Needs,
  gateway: Gateway,
  { charge, background }: { charge: ChargeRow; background: boolean },
): Promise<{ status: ChargeStatus; askedAt: Date }> {
  const { status: ask } = gateway
  if (!ask) throw new Error(`${gateway.name} cannot be asked`)
  const askedAt = deps.now()
  const until = new Date(askedAt.getTime() + 2 * DEADLINE_MS)
  const claim = await claimQuestion(deps.db, charge.id, askedAt, until)
  if (!claim) {
    throw new Unreachable('this charge is being asked about', { retryAfterMs: ANSWER_SOON_MS })
  }
  let answered = false
  try {
    await waitForTurn(deps, gateway, { chargeId: charge.id, turn: claim.ask_at, background })
    const status = await ask(
      {
        method: charge.method,
        reference: charge.reference,
        providerReference: charge.provider_reference,
        amountRupiah: charge.amount_rupiah,
      },
      AbortSignal.timeout(DEADLINE_MS),
    )
    answered = true
    if (gateway.statusBudget) await forgetRefusals(deps.db, gateway.name)
    return { status, askedAt }
  } catch (error) {
    await obeyRefusal(deps, gateway, error)
    throw error
  } finally {
    await endQuestion(deps.db, charge.id, answered ? askedAt : undefined)
  }
}

type Waiting = { chargeId: number; turn: Date | null; background: boolean }

async function waitForTurn(
  deps: Needs,
  { name, statusBudget }: Gateway,
  { chargeId, turn, background }: Waiting,
) {
  if (!statusBudget) return
  const waitMs = await inTransaction(deps, async (deps) => {
    const now = deps.now()
    const patience = await lockPatience(deps.db, name, freshPatience(statusBudget, now))
    const blocked = patience.blockedUntil !== null && patience.blockedUntil > now
    if (turn && !blocked) {
      const early = turn.getTime() - now.getTime()
      if (early <= 0) await setTurn(deps.db, chargeId, null)
      return Math.max(early, 0)
    }
    const permission = spendQuestion(statusBudget, patience, { now, background })
    if (permission.kind === 'wait') return permission.waitMs
    await savePatience(deps.db, name, permission.patience)
    if (permission.kind === 'ask') return 0
    await setTurn(deps.db, chargeId, permission.at)
    return permission.at.getTime() - now.getTime()
  })
  if (waitMs > 0) throw new OwnPace(`${name} was asked enough for now`, { retryAfterMs: waitMs })
}

/** We hold back by ourselves: not a refusal of the gateway. */
class OwnPace extends Unreachable {}

async function obeyRefusal(deps: Needs, { name, statusBudget }: Gateway, error: unknown) {
  if (!statusBudget || error instanceof OwnPace || !(error instanceof Unreachable)) return
  const { retryAfterMs } = error
  if (retryAfterMs === undefined) return
  await inTransaction(deps, async (deps) => {
    const now = deps.now()
    const patience = await lockPatience(deps.db, name, freshPatience(statusBudget, now))
    await savePatience(deps.db, name, afterRefusal(patience, { now, retryAfterMs }))
  })
}
