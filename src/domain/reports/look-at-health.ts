import type { Deps } from '../deps.ts'
import { selectBacklog, selectRouterHealth } from './health-queries.ts'

/** What waits and which machines answer: for `/status`, the health routes and the metrics. */
export async function lookAtHealth({ db }: Pick<Deps, 'db'>) {
  const [backlog, routers] = await Promise.all([selectBacklog(db), selectRouterHealth(db)])
  return { ...backlog, routers }
}
