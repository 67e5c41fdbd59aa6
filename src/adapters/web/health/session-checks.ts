import type { Deps } from '../../../domain/deps.ts'
import { listSessions } from '../../../domain/sessions/list-sessions.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Finding, HealthCheck } from './health-routes.ts'

/** One for each WhatsApp number that is linked by a QR: they come and go while we run. */
export async function sessionChecks(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
): Promise<HealthCheck[]> {
  const sessions = await listSessions(deps, { quick: true })
  const linked = sessions.filter(({ channel }) => channel !== 'cloud')
  return linked.map((session) => ({
    part: 'whatsapp',
    name: `session ${session.name}`,
    deadlineMs: 1_000,
    look: async () => findingOf(session),
  }))
}

function findingOf({ state, connection, detail }: Session): Finding {
  if (state === 'paused') return { status: 'off', note: 'paused' }
  if (state === 'unlinked' || state === 'banned') return { status: 'down', note: state }
  if (state === 'pairing') return { status: 'degraded', note: 'waits to be paired' }
  if (connection === 'open' && !detail) return { status: 'healthy' }
  return { status: 'degraded', note: detail ?? connection ?? 'closed' }
}
