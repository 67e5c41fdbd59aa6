import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouter } from '../routers/choose-router.ts'
import type { RouterService } from '../routers/routers.ts'
import { knownProfiles, routersWithProfile } from './package-queries.ts'

export type ProfileRouter = { id: number; name: string; shared_users: number | null }

/**
 * The routers a package is sold over, primary first. With none named, the single router that has
 * the profile is taken, or with `all` every one that has it; each that is named must have it.
 */
export async function chooseRouters(
  deps: Pick<Deps, 'db'>,
  wanted: { profile: string; names: string[]; service: RouterService; all: boolean },
): Promise<ProfileRouter[]> {
  const { profile, names, service, all } = wanted
  const offering = await routersWithProfile(deps.db, profile, service)
  if (names.length === 0) {
    const [only, ...others] = offering
    if (!only) {
      throw new Refusal('profile.unknown', { profile, known: await knownProfiles(deps.db) })
    }
    if (others.length === 0 || all) return offering
    throw new Refusal('router.several', { profile, routers: offering.map(({ name }) => name) })
  }
  const chosen: ProfileRouter[] = []
  for (const name of names) {
    const router = await chooseRouter(deps, name)
    const found = offering.find(({ id }) => id === router.id)
    if (!found) {
      const known = await knownProfiles(deps.db, { routerIds: [router.id], service })
      throw new Refusal('profile.unknown', { profile, known })
    }
    chosen.push(found)
  }
  return chosen
}
