import type { RouterRow } from './router-queries.ts'

/** A router a package may be sold over. */
export type Candidate = Pick<
  RouterRow,
  'id' | 'name' | 'state' | 'version' | 'reachable' | 'down_since' | 'weight'
> & {
  /** How many users it should have. */
  users: number
}

/** A cable pulled and put back moves nobody to the spare. */
const AWAY_AFTER_MS = 2 * 60_000

/**
 * Where something new is made: the first in the package's order that works, or, where customers
 * are spread, the one that carries least for its weight. While all of them are away it is made on
 * one of those all the same, and waits for it. Undefined: none of them takes anything new.
 */
export function chooseUsableRouter(
  candidates: readonly Candidate[],
  { now, spread }: { now: Date; spread: boolean },
): Candidate | undefined {
  const open = candidates.filter(({ state, version }) => state === 'active' && version !== null)
  const works = open.filter((one) => isUsable(one, now))
  const choice = works.length > 0 ? works : open
  return spread ? choice.toSorted((a, b) => loadOf(a) - loadOf(b))[0] : choice[0]
}

/** Takes something new now, or is expected to in a moment. */
export function isUsable(
  router: Pick<RouterRow, 'state' | 'reachable' | 'down_since'>,
  now: Date,
): boolean {
  if (router.state !== 'active') return false
  if (router.reachable !== false) return true
  return router.down_since !== null && router.down_since > awaySince(now)
}

/** Whoever has not answered since then, or longer, counts as away. */
export function awaySince(now: Date): Date {
  return new Date(now.getTime() - AWAY_AFTER_MS)
}

function loadOf({ users, weight }: Candidate) {
  return users / weight
}
