import type { Deps } from '../../../domain/deps.ts'
import { lookAtHealth } from '../../../domain/reports/look-at-health.ts'
import type { HealthCheck } from './health-routes.ts'

const DEADLINE_MS = 2000
/** A chat without an answer for so long is a fault, though the next one may be answered. */
const TOO_OLD_SECONDS = 300

/** What the rows themselves tell about our health: what waits too long, and which routers answer. */
export function businessChecks(deps: Pick<Deps, 'db'>): HealthCheck[] {
  return [
    {
      part: 'queue',
      name: 'backlog',
      deadlineMs: DEADLINE_MS,
      async look() {
        const { inboxOldestSeconds, outboxOldestSeconds } = await lookAtHealth(deps)
        const oldest = Math.max(inboxOldestSeconds, outboxOldestSeconds)
        if (oldest < TOO_OLD_SECONDS) return { status: 'healthy' }
        return { status: 'degraded', note: `the oldest message has waited ${oldest} s` }
      },
    },
    {
      part: 'routers',
      name: 'routers',
      deadlineMs: DEADLINE_MS,
      async look() {
        const { routers: all } = await lookAtHealth(deps)
        // Whoever works on one knows that it is away.
        const routers = all.filter(({ state }) => state === 'active')
        if (routers.length === 0) return { status: 'off' }
        const away = routers.filter(({ reachable }) => reachable === false).length
        if (away === 0) return { status: 'healthy' }
        const status = away === routers.length ? 'down' : 'degraded'
        return { status, note: `${away} of ${routers.length} do not answer` }
      },
    },
  ]
}
