import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import {
  type ChargeRow,
  claimCreation,
  closeCharge,
  readCharge,
  refOf,
  setChargeReady,
  setChargeUnknown,
  unclaimCreation,
} from './charge-queries.ts'
import { forGateway } from './new-charge.ts'
import { readPayable } from './read-payable.ts'

/** Shorter than a shutdown may take. */
const DEADLINE_MS = 8_000
const LOOK_AFTER_MS = 30_000

type Needs = Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'gateways' | 'secrets' | 'business'>

/**
 * Tells the gateway of a reserved charge, at most once: that it is being told is written down
 * first, and where the answer is lost the charge becomes `unknown` and is looked up, never told
 * again. Throws `Unreachable` where trying again is safe.
 */
export async function createCharge(deps: Needs, { chargeId }: { chargeId: number }): Promise<void> {
  const charge = await readCharge(deps.db, chargeId)
  const gateway = deps.gateways.get(charge?.gateway ?? '')
  if (!charge || !gateway) return
  if (!(await claimCreation(deps.db, chargeId, deps.now()))) {
    // Somebody told it and did not live to write down the answer.
    await lookUpLater(deps, chargeId)
    return
  }
  const payable = await readPayable(deps, refOf(charge))
  if (!payable) throw new Error(`charge ${chargeId} is for nothing`)

  const lastsMinutes = Math.floor((charge.expires_at.getTime() - deps.now().getTime()) / 60_000)
  const told = forGateway(deps, { charge, payable, lastsMinutes: Math.max(lastsMinutes, 1) })
  const made = await gateway
    .create(told, AbortSignal.timeout(DEADLINE_MS))
    .catch((error: unknown) => afterFailure(deps, charge, error))
  if (made) await setChargeReady(deps.db, chargeId, made)
}

async function afterFailure(deps: Needs, charge: ChargeRow, error: unknown): Promise<undefined> {
  if (error instanceof Unreachable) {
    await unclaimCreation(deps.db, charge.id)
    throw error
  }
  const { log } = deps
  if (error instanceof Rejected) {
    log.warn({ err: error, charge: charge.reference }, 'the gateway refused a charge')
    await closeCharge(deps.db, charge.id, 'failed')
    return
  }
  log.warn({ err: error, charge: charge.reference }, 'no answer from the gateway about a charge')
  await lookUpLater(deps, charge.id)
}

async function lookUpLater(deps: Needs, chargeId: number) {
  await inTransaction(deps, async (deps) => {
    if (!(await setChargeUnknown(deps.db, chargeId))) return
    await later(
      deps,
      { kind: 'charge.confirm', chargeId },
      { key: `charge.unknown:${chargeId}`, at: new Date(deps.now().getTime() + LOOK_AFTER_MS) },
    )
  })
}
