import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { choosePackageRouter } from '../routers/choose-package-router.ts'
import { knownPppProfiles, type LinePackage, lineRouters } from './subscription-queries.ts'

/** Where a line of a package lives: the router that was named, or the one its package makes new things on. */
export async function chooseLineRouter(
  deps: Pick<Deps, 'db' | 'now'>,
  { chosen, routerId }: { chosen: LinePackage; routerId: number | undefined },
): Promise<number> {
  if (routerId === undefined) return (await choosePackageRouter(deps, chosen)).id
  const routers = await lineRouters(deps.db, chosen)
  if (routers.some(({ id, has_profile: has }) => id === routerId && has)) return routerId
  const known = await knownPppProfiles(deps.db, routerId)
  throw new Refusal('profile.unknown', { profile: chosen.profile, known })
}
