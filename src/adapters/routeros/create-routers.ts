import type { Logger } from 'pino'
import type { Routers } from '../../domain/routers/routers.ts'
import type { PauseLimits } from './breaker.ts'
import { checkRouter } from './check-router.ts'
import type { LinkHealth } from './links.ts'
import { createLinks } from './links.ts'
import { listInterfaces } from './interfaces.ts'
import { addUsers, allUsers, kick, listActive, listProfiles } from './operations.ts'
import { eachUser, listUsers, removeUsers, setUsers } from './operations.ts'
import type { SessionLimits } from './session.ts'
import { LIMITS } from './session.ts'
import { readLogs, readResources, reboot } from './system.ts'

export type RoutersOptions = {
  log: Logger
  limits?: Partial<SessionLimits>
  pauses?: PauseLimits
  /** A session was (re)opened: time to compare what the router has with what it should have. */
  onConnected?: (routerId: number) => void
}

const PAUSES: PauseLimits = { firstMs: 500, longestMs: 30_000 }

export function createRouters(
  options: RoutersOptions,
): Routers & { close: () => Promise<void>; health: () => LinkHealth[] } {
  const { log, pauses = PAUSES, onConnected = () => undefined } = options
  const limits = { ...LIMITS, ...options.limits }
  const links = createLinks({ log, limits, pauses, onConnected })
  const { session } = links

  return {
    check: async (target) => {
      const facts = await checkRouter(target, { log, limits })
      links.resume(target)
      return facts
    },
    listUsers: async (target, service) => listUsers(await session(target), service),
    eachUser: async (target, service, onUser) => eachUser(await session(target), service, onUser),
    allUsers: async (target, service) => allUsers(await session(target), service),
    addUsers: async (target, service, users, onAnswer) =>
      addUsers(await session(target), service, users, onAnswer),
    setUsers: async (target, service, users) => setUsers(await session(target), service, users),
    removeUsers: async (target, service, refs) => removeUsers(await session(target), service, refs),
    activeSessions: async (target, service) => listActive(await session(target), service),
    kick: async (target, service, names) => kick(await session(target), service, names),
    listProfiles: async (target, service) => listProfiles(await session(target), service),
    resources: async (target) => readResources(await session(target)),
    interfaces: async (target) => listInterfaces(await session(target)),
    logs: async (target, { limit }) => readLogs(await session(target), limit),
    reboot: async (target) => reboot(await session(target)),
    session: (routerId) => links.current(routerId)?.id ?? null,
    forget: links.forget,
    close: links.close,
    health: links.health,
  }
}
