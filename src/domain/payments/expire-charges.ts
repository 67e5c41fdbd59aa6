import type { Deps } from '../deps.ts'
import { closeExpiredCharges } from './charge-queries.ts'

const AT_ONCE = 500

/** Ends charges whose time is over. Money that still comes for one is credited all the same. */
export async function expireCharges(deps: Pick<Deps, 'db' | 'now'>): Promise<number> {
  let ended = 0
  for (;;) {
    const some = await closeExpiredCharges(deps.db, deps.now(), AT_ONCE)
    ended += some
    if (some < AT_ONCE) return ended
  }
}
