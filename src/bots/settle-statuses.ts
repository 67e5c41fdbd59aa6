import { holdPromo } from '../domain/sending/hold-promo.ts'
import type { Deps } from '../domain/deps.ts'
import { inTransaction } from '../domain/in-transaction.ts'
import { applyStatuses } from './inbox-queries.ts'
import { queueAgain, shutWindows } from './outbox-queries.ts'
import { tellUnsent } from './tell-unsent.ts'

/**
 * Moves fates on by what channels told, and tells the team what failed after it was accepted. What
 * failed because the window is shut, which we believed open, goes once more by its template.
 */
export function settleStatuses(deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'>) {
  return inTransaction(deps, async (deps) => {
    const failed = await applyStatuses(deps.db)
    const late = failed.filter(({ error }) => isShutWindow(error))
    const again = await sendAgain(deps, late)
    await holdPromo(
      deps,
      failed.map(({ conversation_id: conversationId, error }) => ({ conversationId, error })),
    )

    for (const one of failed) {
      if (again.has(one.outbox_id)) continue
      const { conversation_id: conversationId, customer, is_staff_chat: isStaffChat } = one
      const { sort, error } = one
      await tellUnsent(deps, { conversationId, customer, isStaffChat, sort, error })
    }
  })
}

/** All but what went as its template already. Returns the rows. */
async function sendAgain(
  { db, now, wake }: Pick<Deps, 'db' | 'now' | 'wake'>,
  late: { outbox_id: number; conversation_id: number }[],
): Promise<Set<number>> {
  if (late.length === 0) return new Set()
  const chats = [...new Set(late.map(({ conversation_id }) => conversation_id))]
  await shutWindows(db, chats, now())
  const again = await queueAgain(
    db,
    late.map(({ outbox_id }) => outbox_id),
  )
  for (const id of chats) wake.outbox(id)
  return new Set(again)
}

const isShutWindow = (error: string | null) => /window_closed|131047/.test(error ?? '')
