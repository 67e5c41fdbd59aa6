import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { chooseRouter } from '../routers/choose-router.ts'
import { knownProfiles, routersWithProfile } from './package-queries.ts'

export type ProfileRouter = { id: number; name: string; shared_users: number | null }

/**
 * The routers a package is sold over, primary first. With none named, the single router that has
 * the profile is taken; every one that is named must have it.
 */
export async function chooseRouters(
  deps: Pick<Deps, 'db'>,
  { profile, names }: { profile: string; names: string[] },
): Promise<ProfileRouter[]> {
  const offering = await routersWithProfile(deps.db, profile)
  if (names.length === 0) {
    const [only, ...others] = offering
    if (!only) {
      throw new Refusal('profile.unknown', { profile, known: await knownProfiles(deps.db) })
    }
    if (others.length === 0) return [only]
    throw new Refusal('router.several', { profile, routers: offering.map(({ name }) => name) })
  }
  const chosen: ProfileRouter[] = []
  for (const name of names) {
    const router = await chooseRouter(deps, name)
    const found = offering.find(({ id }) => id === router.id)
    if (!found) {
      const known = await knownProfiles(deps.db, [router.id])
      throw new Refusal('profile.unknown', { profile, known })
    }
    chosen.push(found)
  }
  return chosen
}
