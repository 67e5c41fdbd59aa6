import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { endVouchers } from './activation-queries.ts'

/**
 * Duty, every 10 s: ends what is used up. The router follows: user removed, session kicked,
 * cookie forgotten, now or as soon as it can be reached.
 */
export function expireVouchers(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
): Promise<{ ended: number }> {
  return inTransaction(deps, async (deps) => {
    const { ended, routers } = await endVouchers(deps.db, deps.now())
    for (const routerId of routers) await later(deps, { kind: 'router.sync', routerId })
    return { ended }
  })
}
