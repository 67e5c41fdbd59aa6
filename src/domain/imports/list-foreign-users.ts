import type { Deps } from '../deps.ts'
import { Rejected } from '../fault.ts'
import { targetOf } from '../routers/router.ts'
import type { RouterRow } from '../routers/router-queries.ts'
import type { ForeignUser, RouterService, RouterUser } from '../routers/routers.ts'
import { isUnreached, tryAgain } from '../routers/unreached.ts'
import type { ImportFailure } from './import.ts'

type Needs = Pick<Deps, 'routers' | 'secrets'>

/** A user of whoever made it, with how much of it is used. */
export type StandingUser = ForeignUser & Pick<RouterUser, 'uptimeSeconds'>

/** Everybody who stands on a router, with passwords and counters. */
export async function listForeignUsers(
  deps: Needs,
  router: RouterRow,
  service: RouterService,
): Promise<StandingUser[]> {
  const target = targetOf(deps, router)
  return tryAgain(async () => {
    const all = withoutHidden(await deps.routers.allUsers(target, service))
    if (service === 'ppp') return all.map((user) => ({ ...user, uptimeSeconds: 0 }))
    const counted = await deps.routers.listUsers(target, service)
    const used = new Map(counted.map(({ ref, uptimeSeconds }) => [ref, uptimeSeconds]))
    return all.map((user) => ({ ...user, uptimeSeconds: used.get(user.ref) ?? 0 }))
  })
}

/**
 * To a login that may not see them, some versions show passwords as stars or as nothing. Taken
 * for passwords, they would lock everybody out; where one is shown, nothing means none.
 */
function withoutHidden(users: ForeignUser[]): ForeignUser[] {
  const isShown = users.some(({ password }) => password !== null && !/^\**$/.test(password))
  const real = (password: string | null) =>
    isShown && password !== null && !/^\*+$/.test(password) ? password : null
  return users.map((user) => ({ ...user, password: real(user.password) }))
}

/** Why a router cannot be read; undefined: the fault is ours. */
export function awayBecause(error: unknown, { name }: RouterRow): ImportFailure | undefined {
  if (error instanceof Rejected) return { code: 'router', name, problem: error.code || 'other' }
  return isUnreached(error) ? { code: 'router', name, problem: 'unreachable' } : undefined
}
