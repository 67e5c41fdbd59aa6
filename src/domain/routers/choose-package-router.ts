import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { routersOfPackage } from './candidate-queries.ts'
import { chooseUsableRouter } from './choose-usable-router.ts'

/** The router on which something new of this package is made now, or why on none. */
export async function choosePackageRouter(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id, code, spread }: { id: number; code: string; spread: boolean },
): Promise<{ id: number; name: string; isDown: boolean }> {
  const candidates = await routersOfPackage(db, { packageId: id, counted: spread })
  const chosen = chooseUsableRouter(candidates, { now: now(), spread })
  if (chosen) return { id: chosen.id, name: chosen.name, isDown: chosen.reachable === false }
  const paused = candidates.find(({ state }) => state === 'maintenance')
  if (paused) throw new Refusal('router.in_maintenance', { name: paused.name })
  const [unchecked] = candidates
  if (unchecked) throw new Refusal('router.not_checked', { name: unchecked.name })
  throw new Refusal('package.no_router', { package: code })
}
