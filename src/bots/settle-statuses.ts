import type { Deps } from '../domain/deps.ts'
import { inTransaction } from '../domain/in-transaction.ts'
import { tellStaff } from '../domain/messages/tell.ts'
import { applyStatuses } from './inbox-queries.ts'

/** Moves fates on by what channels told, and tells the team what failed after it was accepted. */
export function settleStatuses(deps: Pick<Deps, 'db' | 'now' | 'wake'>) {
  return inTransaction(deps, async (deps) => {
    for (const { conversation_id, customer, is_staff_chat, error } of await applyStatuses(
      deps.db,
    )) {
      if (is_staff_chat) continue
      await tellStaff(deps, 'chats.take', {
        code: 'send.failed.staff',
        details: { customer: customer ?? `#${conversation_id}`, text: '', error: error ?? '?' },
        // One worry for each chat, brought up to date.
        slot: `send.failed:${conversation_id}`,
      })
    }
  })
}
