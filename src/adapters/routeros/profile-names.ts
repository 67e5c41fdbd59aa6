import { Rejected } from '../../domain/fault.ts'
import type { RouterService } from '../../domain/routers/routers.ts'
import { COMMANDS } from './commands.ts'
import type { Session } from './session.ts'

/** Forgotten with the session: a router that was reset comes back with other profiles. */
const known = new WeakMap<Session, Partial<Record<RouterService, Set<string>>>>()

/**
 * RouterOS completes names: where only `harian-5M` exists, `profile=harian` quietly means that
 * one. So a profile must exist under exactly its name before we name it. Returns what throws for
 * a user whose profile does not.
 */
export async function knowProfiles(
  session: Session,
  service: RouterService,
  users: { profile: string }[],
): Promise<(user: { profile: string }) => void> {
  const services = known.get(session) ?? {}
  let names = services[service]
  if (!names || users.some((user) => !names?.has(user.profile))) {
    const menu = COMMANDS[service].profiles
    const rows = await session.run([`${menu}/print`, '=.proplist=name'], 'read')
    names = new Set(rows.map((row) => row['name'] ?? ''))
    known.set(session, { ...services, [service]: names })
  }
  return ({ profile }) => {
    if (names.has(profile)) return
    const message = `input does not match any value of profile (no profile is named ${profile})`
    throw new Rejected(message, { code: 'bad_profile' })
  }
}
