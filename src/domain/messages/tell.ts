import type { Correlated, Deps } from '../deps.ts'
import type { Permission } from '../people/permission.ts'
import type { Notice, NoticeCode, NoticeDetails } from './notice.ts'
import { type Priority, PRIORITY } from './message.ts'
import { insertNotices, mayStillRead, staffConversations } from './message-queries.ts'
import { sortOf } from './notice-sorts.ts'

type How = {
  priority?: Priority
  /** Messages of one slot in a chat replace each other: progress, a dashboard. */
  slot?: string
}

/**
 * Says something first. A row in the outbox, written in the transaction of whatever it is
 * about: if that is undone, nothing is said.
 */
export async function tell<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  conversationId: number,
  notice: { code: Code; details: NoticeDetails[Code] } & How,
) {
  await tellAll(deps, [conversationId], notice)
}

/**
 * Says it to everyone of the staff who has `permission`, in the ops group where there is one,
 * in their private chats where not. `except` did it himself.
 */
export async function tellStaff<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  permission: Permission,
  notice: { code: Code; details: NoticeDetails[Code]; except?: number } & How,
) {
  const { except } = notice
  await tellAll(deps, await staffConversations(deps.db, permission, { except }), notice)
}

/** Says it where it was asked for; to the staff where whoever asked may not know it any more. */
export async function tellWhoAsked<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { conversationId, permission }: { conversationId: number; permission: Permission },
  notice: { code: Code; details: NoticeDetails[Code] } & How,
) {
  if (await mayStillRead(deps.db, { conversationId, permission })) {
    await tell(deps, conversationId, notice)
  } else {
    await tellStaff(deps, permission, notice)
  }
}

async function tellAll<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  conversationIds: number[],
  { code, details, priority = 'normal', slot }: { code: Code; details: NoticeDetails[Code] } & How,
) {
  if (conversationIds.length === 0) return
  const notice = { code, details } as Notice
  await insertNotices(deps.db, {
    conversationIds,
    content: { notice },
    sort: sortOf(code),
    priority: PRIORITY[priority],
    slot: slot ?? null,
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  for (const id of conversationIds) deps.wake.outbox(id)
}
