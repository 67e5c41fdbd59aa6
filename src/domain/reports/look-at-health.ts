import type { Deps } from '../deps.ts'
import { selectBacklog, selectChannelBacklogs, selectRouterHealth } from './health-queries.ts'

/** What waits and which machines answer: for `/status`, the health routes and the metrics. */
export async function lookAtHealth({ db }: Pick<Deps, 'db'>) {
  const [backlog, routers] = await Promise.all([selectBacklog(db), selectRouterHealth(db)])
  return { ...backlog, routers }
}

/** What waits in each channel, for the metrics. */
export function lookAtChannels({ db }: Pick<Deps, 'db'>) {
  return selectChannelBacklogs(db)
}
