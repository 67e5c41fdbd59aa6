import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { targetOf } from './router.ts'
import { packagesOnRouter, recordProfiles, type RouterRow } from './router-queries.ts'
import type { RouterProfile } from './routers.ts'

export async function readProfiles(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets' | 'routers'>,
  router: RouterRow,
) {
  await keepProfiles(
    deps,
    router,
    await deps.routers.listProfiles(targetOf(deps, router), 'hotspot'),
  )
}

/** A profile that vanished takes packages with it: whoever manages them is told, once. */
export function keepProfiles(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { id, name }: Pick<RouterRow, 'id' | 'name'>,
  profiles: RouterProfile[],
) {
  return inTransaction(deps, async (deps) => {
    const read = { routerId: id, service: 'hotspot' as const, profiles, at: deps.now() }
    const gone = await recordProfiles(deps.db, read)
    const needed = gone.length > 0 ? await packagesOnRouter(deps.db, id) : []
    const hit = needed.filter(({ profile }) => gone.includes(profile))
    if (hit.length === 0) return
    await tellStaff(deps, 'packages.manage', {
      code: 'router.profiles_gone',
      details: {
        name,
        profiles: [...new Set(hit.map(({ profile }) => profile))],
        packages: hit.map((one) => one.name),
      },
    })
  })
}
