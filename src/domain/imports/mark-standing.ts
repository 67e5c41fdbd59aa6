import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { Rejected } from '../fault.ts'
import { isMarked, writeMark } from '../routers/router-comment.ts'
import { targetOf } from '../routers/router.ts'
import type { RouterRow } from '../routers/router-queries.ts'
import type { RouterService } from '../routers/routers.ts'
import { tryAgain } from '../routers/unreached.ts'
import { listForeignUsers, type StandingUser } from './list-foreign-users.ts'

type Needs = Pick<Deps, 'now' | 'routers' | 'secrets' | 'business' | 'log'>

/**
 * Puts our mark on users that are about to become ours, and changes nothing else of them: what
 * has no mark the reconciler neither sees nor touches. Whoever is marked and not ours yet, when
 * we die in between, is left in peace like any stranger. Returns all users, by name, as they
 * stand there afterwards.
 */
export async function markStanding(
  deps: Needs,
  router: RouterRow,
  { service, names, by }: { service: RouterService; names: Set<string>; by: string | null },
): Promise<Map<string, StandingUser>> {
  if (router.state !== 'active') throw new Rejected('In maintenance', { code: 'maintenance' })
  const users = await listForeignUsers(deps, router, service)
  const comment = writeMark({
    system: service === 'ppp' ? 'pppoe' : 'voucher',
    customer: null,
    subscription: null,
    vendor: null,
    day: dayOf(deps.now(), deps.business.timeZone),
    by,
  })
  const unmarked = users.flatMap((user) =>
    names.has(user.name) && !isMarked(user.comment) && user.password !== null
      ? [{ ...user, password: user.password, comment }]
      : [],
  )
  if (unmarked.length === 0) return byName(users)
  try {
    await tryAgain(() => deps.routers.setUsers(targetOf(deps, router), service, unmarked))
  } catch (error) {
    // One of them is gone, or its profile is: the list says which, and they are passed over.
    if (!(error instanceof Rejected)) throw error
    deps.log.warn({ err: error, routerId: router.id }, 'some users could not be marked')
  }
  return byName(await listForeignUsers(deps, router, service))
}

/** A name may be there twice, once for each hotspot server: the first is ours. */
function byName(users: StandingUser[]): Map<string, StandingUser> {
  return new Map(users.toReversed().map((user) => [user.name, user]))
}
