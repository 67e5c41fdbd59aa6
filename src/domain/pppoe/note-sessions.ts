import type { Deps } from '../deps.ts'
import type { ActiveSession } from '../routers/routers.ts'

/** Notes who is on line on a router, since when, and what was moved. `at` is when it was asked. */
export async function noteSessions(
  _deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  _read: { routerId: number; sessions: ActiveSession[]; at: Date },
): Promise<void> {
  // Nothing is kept of sessions yet.
}
