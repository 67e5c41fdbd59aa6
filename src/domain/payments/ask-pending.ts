import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { unreadCallbacks } from './callback-queries.ts'
import type { StatusBudget } from './gateway.ts'
import { chargesToAsk } from './status-queries.ts'

const HOUR_MS = 3_600_000
/** How often this is called. */
const ASK_EVERY_MS = 5 * 60_000
/** Where a gateway sets no limit of its own. */
const NO_LIMIT = 200

/**
 * Looks for money nobody told us about: asks for the longest unasked charges, spread over the
 * time until the next call so that each gateway's patience lasts.
 */
export async function askPending(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'gateways'>,
): Promise<number> {
  const now = deps.now()
  const round = Math.floor(now.getTime() / ASK_EVERY_MS)
  let asked = 0
  for (const { name, status, statusBudget } of deps.gateways.values()) {
    if (!status) continue
    const limit = questionsARound(statusBudget)
    const charges = await chargesToAsk(deps.db, { gateway: name, now, limit })
    await inTransaction(deps, async (deps) => {
      for (const [place, chargeId] of charges.entries()) {
        await later(
          deps,
          { kind: 'charge.confirm', chargeId, background: true },
          {
            key: `charge.ask:${chargeId}:${round}`,
            at: new Date(now.getTime() + (place * ASK_EVERY_MS) / limit),
          },
        )
      }
    })
    asked += charges.length
  }
  await readForgotten(deps, now)
  return asked
}

/** Callbacks that were tried for hours in vain, once more every hour for two days. */
async function readForgotten(deps: Pick<Deps, 'db' | 'now' | 'wake'>, now: Date) {
  const hour = Math.floor(now.getTime() / HOUR_MS)
  const forgotten = await unreadCallbacks(deps.db, {
    after: new Date(now.getTime() - 48 * HOUR_MS),
    before: new Date(now.getTime() - 2 * HOUR_MS),
    limit: NO_LIMIT,
  })
  await inTransaction(deps, async (deps) => {
    for (const callbackId of forgotten) {
      await later(
        deps,
        { kind: 'callback.read', callbackId },
        { key: `callback.read:${callbackId}:${hour}` },
      )
    }
  })
}

function questionsARound(budget: StatusBudget | undefined) {
  return budget ? Math.floor(ASK_EVERY_MS / 1000 / budget.backgroundSeconds) : NO_LIMIT
}
