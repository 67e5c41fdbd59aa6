import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { findRouter, routerNames, type RouterRow } from './router-queries.ts'

/** The router a person named, or a refusal that lists what there is. */
export async function chooseRouter({ db }: Pick<Deps, 'db'>, name: string): Promise<RouterRow> {
  const router = await findRouter(db, name)
  if (router) return router
  throw new Refusal('router.unknown', { name, known: await routerNames(db) })
}
