import { pollRouter } from './poll-router.ts'
import { takeDueRouters } from './sync-queries.ts'

/**
 * Duty, every 10 s: polls each router whose turn it is. A reachable one has its turn every 30 s,
 * one that is away each time, so that it is back in step soon after it returns.
 */
export async function pollRouters(deps: Parameters<typeof pollRouter>[0]) {
  const due = await takeDueRouters(deps.db)
  // Side by side: one that does not answer keeps none of the others waiting.
  await Promise.all(
    due.map((routerId) =>
      pollRouter(deps, { routerId }).catch((error: unknown) =>
        deps.log.error({ err: error, routerId }, 'a router could not be polled'),
      ),
    ),
  )
}
