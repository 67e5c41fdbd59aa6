import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { tellEach } from '../messages/tell-each.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { customerChats } from '../people/customer-chats.ts'
import { squareSecrets } from './secret-queries.ts'
import { auditEach, type MovedSubscription } from './state-queries.ts'

type FollowDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** The routers learn what has become of these subscriptions: one order each, at once. */
export async function bringToRouters(deps: FollowDeps, subscriptionIds: number[]) {
  const routerIds = await squareSecrets(deps.db, subscriptionIds, deps.now())
  await syncRouters(deps, routerIds)
}

export async function syncRouters(deps: FollowDeps, routerIds: number[]) {
  for (const routerId of routerIds) await later(deps, { kind: 'router.sync', routerId })
}

/** Moved from one state to another: on the routers, in the books, and in the ear of the customer. */
export async function settleMove<
  Code extends 'service.isolated' | 'service.restored' | 'service.stopped',
>(
  deps: FollowDeps,
  moved: MovedSubscription[],
  move: {
    code: Code
    action: string
    by: number | null
    after: object
    details: (one: MovedSubscription) => NoticeDetails[Code]
  },
) {
  if (moved.length === 0) return
  const { code, action, by, after, details } = move
  await bringToRouters(
    deps,
    moved.map(({ id }) => id),
  )
  await auditEach(deps.db, {
    subjects: moved.map(({ id }) => `subscription:${id}`),
    action,
    by,
    after,
    at: deps.now(),
    correlation: deps.correlation ?? null,
  })
  const chats = await customerChats(deps, [...new Set(moved.map(({ person_id: id }) => id))])
  const told = moved.flatMap((one) => {
    const conversationId = chats.get(one.person_id)
    return conversationId === undefined ? [] : [{ conversationId, details: details(one) }]
  })
  await tellEach(deps, code, told, { priority: 'high' })
}
