import type { Correlated, Deps } from '../deps.ts'
import { insertNoticeEach } from './message-queries.ts'
import { type Priority, PRIORITY } from './message.ts'
import type { NoticeCode, NoticeDetails } from './notice.ts'
import { sortOf } from './notice-sorts.ts'

/** One kind of news to many, each with his own details: one statement, however many there are. */
export async function tellEach<Code extends NoticeCode>(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  code: Code,
  told: { conversationId: number; details: NoticeDetails[Code] }[],
  { priority = 'normal' }: { priority?: Priority } = {},
) {
  if (told.length === 0) return
  const rows = told.map(({ conversationId, details }) => ({
    conversation_id: conversationId,
    content: { notice: { code, details } },
  }))
  await insertNoticeEach(deps.db, {
    rows,
    sort: sortOf(code),
    priority: PRIORITY[priority],
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  for (const id of new Set(told.map(({ conversationId }) => conversationId))) deps.wake.outbox(id)
}
