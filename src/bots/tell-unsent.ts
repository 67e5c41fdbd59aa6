import { tellCopyLost } from '../domain/chats/tell-copy-lost.ts'
import { tellTaker } from '../domain/chats/tell-taker.ts'
import type { Deps } from '../domain/deps.ts'
import type { Sort } from '../domain/messages/message.ts'

type Unsent = {
  conversationId: number
  customer: string | null
  isStaffChat: boolean
  sort: Sort
  error: string | null
}

/**
 * The team hears what a customer did not get, and what of his it did not get itself; of a broadcast
 * by its result, which counts them all.
 */
export async function tellUnsent(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { conversationId, customer, isStaffChat, sort, error }: Unsent,
) {
  if (sort === 'promo') return
  if (isStaffChat) return tellCopyLost(deps, { topicId: conversationId, error: error ?? '?' })
  await tellTaker(deps, conversationId, {
    code: 'send.failed.staff',
    details: { customer: customer ?? `#${conversationId}`, text: '', error: error ?? '?' },
    // One worry for each chat, brought up to date.
    slot: `send.failed:${conversationId}`,
  })
}
