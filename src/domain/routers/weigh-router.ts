import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { chooseRouter } from './choose-router.ts'
import { setRouterWeight } from './router-queries.ts'

/** Where a package spreads its customers, a router of weight 2 gets twice as many as one of 1. */
export function weighRouter(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { name, weight, by }: { name: string; weight: number; by: number },
): Promise<{ name: string }> {
  return inTransaction(deps, async (deps) => {
    const router = await chooseRouter(deps, name)
    await setRouterWeight(deps.db, { routerId: router.id, weight })
    await recordAudit(deps, {
      by,
      action: 'router.weighed',
      subject: `router:${router.id}`,
      before: { weight: router.weight },
      after: { weight },
    })
    return { name: router.name }
  })
}
