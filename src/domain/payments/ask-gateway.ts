import type { Deps } from '../deps.ts'
import { Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgetRefusals, lockPatience, savePatience } from './budget-queries.ts'
import type { ChargeRow } from './charge-queries.ts'
import type { ChargeStatus, Gateway } from './gateway.ts'
import { afterRefusal, freshPatience, spendQuestion } from './status-budget.ts'
import { setTurn } from './status-queries.ts'

export const STATUS_DEADLINE_MS = 6_000

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

/**
 * Asks a gateway what became of a charge, never more often than the gateway bears. `turn` is
 * when this question's turn was said to be, if it was put off before. Throws `Unreachable`, with
 * how long to wait, when this is not the moment.
 */
export async function askGateway(
  deps: Needs,
  gateway: Gateway,
  { charge, turn, background }: { charge: ChargeRow; turn: Date | null; background: boolean },
): Promise<ChargeStatus> {
  const { status: ask } = gateway
  if (!ask) throw new Error(`${gateway.name} cannot be asked`)
  await waitForTurn(deps, gateway, { chargeId: charge.id, turn, background })
  try {
    const status = await ask(
      {
        method: charge.method,
        reference: charge.reference,
        providerReference: charge.provider_reference,
        amountRupiah: charge.amount_rupiah,
      },
      AbortSignal.timeout(STATUS_DEADLINE_MS),
    )
    if (gateway.statusBudget) await forgetRefusals(deps.db, gateway.name)
    return status
  } catch (error) {
    await obeyRefusal(deps, gateway, error)
    throw error
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
  if (waitMs > 0) {
    throw new Unreachable(`${name} was asked enough for now`, { retryAfterMs: waitMs })
  }
}

async function obeyRefusal(deps: Needs, { name, statusBudget }: Gateway, error: unknown) {
  if (!statusBudget || !(error instanceof Unreachable)) return
  const { retryAfterMs } = error
  if (retryAfterMs === undefined) return
  await inTransaction(deps, async (deps) => {
    const now = deps.now()
    const patience = await lockPatience(deps.db, name, freshPatience(statusBudget, now))
    await savePatience(deps.db, name, afterRefusal(patience, { now, retryAfterMs }))
  })
}
