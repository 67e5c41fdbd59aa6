import type { Logger } from 'pino'
import type { DoorHealth } from './door.ts'

export type LineHealth = ReturnType<typeof createLineHealth>

/** What a door knows of its line. Logged when it changes, not every time it is noticed. */
export function createLineHealth(log: Logger) {
  let health: DoorHealth = { state: 'degraded', detail: 'not connected yet' }
  const first = Promise.withResolvers<void>()

  function become(next: DoorHealth, say: () => void) {
    const changed = next.state !== health.state || next.detail !== health.detail
    health = next
    if (changed) say()
    first.resolve()
  }

  return {
    now: () => health,
    /** Resolves with the first news, good or bad. */
    known: first.promise,
    fine: () => become({ state: 'healthy' }, () => log.info('connected')),
    trouble: (state: 'degraded' | 'down', detail: string) =>
      become({ state, detail }, () => log.warn({ state }, detail)),
  }
}
