import type { Deps } from '../deps.ts'
import { setRouterAddress } from './router-queries.ts'

/** A router is reached at another address now; the session with the old one ends. */
export async function moveRouter(
  deps: Pick<Deps, 'db' | 'routers'>,
  router: { name: string; host: string; port: number },
) {
  const moved = await setRouterAddress(deps.db, router)
  if (moved !== undefined) deps.routers.forget(moved)
}
