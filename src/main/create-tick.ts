import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../domain/deps.ts'
import { lookAtHealth } from '../domain/reports/look-at-health.ts'
import { listRouters } from '../domain/routers/list-routers.ts'
import { pollRouter } from '../domain/routers/poll-router.ts'
import { duties } from './duties.ts'

const LOOK_EVERY_MS = 20
const LONGEST_WAIT_MS = 400

/**
 * For the sandbox, where the clock moves and routers change at a tap: all duties are done now.
 * One round at a time: whoever asks during one shares the next.
 */
export function createTick(deps: Deps): () => Promise<void> {
  let last = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= last = last.then(() => {
      next = undefined
      return round(deps)
    })
    return next
  }
}

async function round(deps: Deps) {
  const chores = [pollAll, ...duties.map((duty) => duty.run)]
  for (const run of chores) {
    await run(deps).catch((err: unknown) => deps.log.warn({ err }, 'a duty failed'))
  }
  deps.wake.effects()
}

/** Whoever just logged in should not wait for the router's turn. */
async function pollAll(deps: Deps) {
  const routers = await listRouters(deps)
  await Promise.all(routers.map(({ id }) => pollRouter(deps, { routerId: id })))
}

/** Resolves when what followed is done and said, or a moment later: a router may be off. */
export function settled(deps: Deps): Promise<void> {
  return settle(deps).catch((err: unknown) => deps.log.warn({ err }, 'nobody knows what waits'))
}

async function settle(deps: Deps) {
  const until = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const { outbox, effects } = await lookAtHealth(deps)
    if (outbox + effects === 0 || performance.now() > until) return
    await pause(LOOK_EVERY_MS)
  }
}
