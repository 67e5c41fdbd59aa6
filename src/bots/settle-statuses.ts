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
    const shut =
      late.length === 0
        ? []
        : await shutWindows(
            deps.db,
            late.map(({ conversation_id }) => conversation_id),
            deps.now(),
          )
    const again = late.filter(({ conversation_id }) => shut.includes(conversation_id))
    if (again.length > 0) {
      await queueAgain(
        deps.db,
        again.map(({ outbox_id }) => outbox_id),
      )
    }
    for (const id of shut) deps.wake.outbox(id)
    await holdPromo(
      deps,
      failed.map(({ conversation_id: conversationId, error }) => ({ conversationId, error })),
    )

    for (const one of failed) {
      if (again.includes(one)) continue
      const { conversation_id: conversationId, customer, is_staff_chat: isStaffChat } = one
      const { sort, error } = one
      await tellUnsent(deps, { conversationId, customer, isStaffChat, sort, error })
    }
  })
}

const isShutWindow = (error: string | null) => /window_closed|131047/.test(error ?? '')
