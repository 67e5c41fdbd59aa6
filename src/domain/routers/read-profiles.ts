import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { targetOf } from './router.ts'
import { profilesNeeded, recordProfiles, type RouterRow } from './router-queries.ts'
import type { RouterProfile, RouterService, RouterTarget } from './routers.ts'

export type Profiles = Record<RouterService, RouterProfile[]>

export async function readProfiles(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets' | 'routers'>,
  router: RouterRow,
) {
  await keepProfiles(deps, router, await listProfiles(deps, targetOf(deps, router)))
}

export async function listProfiles(
  { routers }: Pick<Deps, 'routers'>,
  target: RouterTarget,
): Promise<Profiles> {
  const [hotspot, ppp] = await Promise.all([
    routers.listProfiles(target, 'hotspot'),
    routers.listProfiles(target, 'ppp'),
  ])
  return { hotspot, ppp }
}

/** A profile that vanished takes packages with it: whoever manages them is told, once. */
export function keepProfiles(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { id, name }: Pick<RouterRow, 'id' | 'name'>,
  profiles: Profiles,
) {
  return inTransaction(deps, async (deps) => {
    const read = { routerId: id, at: deps.now() }
    const gone = {
      hotspot: await recordProfiles(deps.db, {
        ...read,
        service: 'hotspot',
        profiles: profiles.hotspot,
      }),
      ppp: await recordProfiles(deps.db, { ...read, service: 'ppp', profiles: profiles.ppp }),
    }
    if (gone.hotspot.length + gone.ppp.length === 0) return
    const needed = await profilesNeeded(deps.db, id)
    const hit = needed.filter(({ service, profile }) => gone[service].includes(profile))
    if (hit.length === 0) return
    await tellStaff(deps, 'packages.manage', {
      code: 'router.profiles_gone',
      details: {
        name,
        profiles: [...new Set(hit.map(({ profile }) => profile))],
        packages: [...new Set(hit.map((one) => one.name))],
      },
    })
  })
}
