import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { knownPppProfiles, type LinePackage, lineRouters } from './subscription-queries.ts'

/** Where a line of a package lives: the router that was named, or the package's first usable one. */
export async function chooseLineRouter(
  { db }: Pick<Deps, 'db'>,
  { chosen, routerId }: { chosen: LinePackage; routerId: number | undefined },
): Promise<number> {
  const routers = await lineRouters(db, chosen)
  if (routerId !== undefined) {
    if (routers.some(({ id, has_profile: has }) => id === routerId && has)) return routerId
    const known = await knownPppProfiles(db, routerId)
    throw new Refusal('profile.unknown', { profile: chosen.profile, known })
  }
  const own = routers.filter(({ place }) => place !== null)
  const [first] = own
  if (!first) throw new Refusal('package.no_router', { package: chosen.code })
  const usable = own.find(({ checked }) => checked)
  if (!usable) throw new Refusal('router.not_checked', { name: first.name })
  return usable.id
}
