import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouter } from './choose-router.ts'
import { countLivingVouchers, markRouterRemoved } from './router-queries.ts'

/** Refused while vouchers on it could still be used; nothing is changed on the router itself. */
export async function removeRouter(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'routers'>,
  { name, by }: { name: string; by: number },
): Promise<{ name: string }> {
  return inTransaction(deps, async (deps) => {
    const router = await chooseRouter(deps, name)
    const vouchers = await countLivingVouchers(deps.db, router.id)
    if (vouchers > 0) throw new Refusal('router.in_use', { name: router.name, vouchers })
    await markRouterRemoved(deps.db, router.id)
    await recordAudit(deps, {
      by,
      action: 'router.removed',
      subject: `router:${router.id}`,
      before: { name: router.name, host: router.host, port: router.port },
    })
    // Were this undone, the next call would only connect again.
    deps.routers.forget(router.id)
    return { name: router.name }
  })
}
