import { followMovedChat } from '../domain/chats/follow-moved-chat.ts'
import { noteTypedOnPhone } from '../domain/chats/let-human-answer.ts'
import { tellNotPassed } from '../domain/chats/tell-not-passed.ts'
import { lookAgain } from '../domain/chats/open-topic.ts'
import type { Deps } from '../domain/deps.ts'
import { later } from '../domain/effects/later.ts'
import type { Inbound } from '../domain/messages/inbound.ts'
import { hearPromoChoice } from '../domain/people/change-person.ts'
import { followChangedName } from '../domain/people/follow-changed-name.ts'
import type { ClaimedConversation } from './conversation-queries.ts'

/** What the channel says of itself, or of somebody. */
export type News = Extract<Inbound, { kind: 'system' }>

/** What follows from it for us; nobody is answered. */
export async function takeNews(
  deps: Deps,
  claimed: ClaimedConversation,
  { what, to, renamed, text = '' }: News,
) {
  const { id: conversationId, account_id: accountId } = claimed
  if (what === 'chat_moved' && to) await followMovedChat(deps, { conversationId, to })
  // What we may do there has changed, perhaps.
  if (what.startsWith('group_')) await lookAgain(deps, conversationId)
  const { role } = claimed.person ?? { role: null }
  if (what === 'typed_on_phone' && (role === null || role === 'reseller')) {
    await noteTypedOnPhone(deps, { conversationId, text })
  }
  if (what === 'topic_anonymous') await tellNotPassed(deps, conversationId, 'anonymous')
  if (what === 'topic_poll') await tellNotPassed(deps, conversationId, 'poll')
  if (what === 'promo_stopped' || what === 'promo_resumed') {
    const phone = `+${claimed.chat}`
    const wanted = what === 'promo_resumed'
    await hearPromoChoice(deps, { personId: claimed.person?.id, phone, wanted })
  }
  if (renamed) await followChangedName(deps, { accountId, renamed })
  // Only a nudge: what Meta says when asked is what counts.
  if (what === 'template_status') {
    await later(deps, { kind: 'template.follow', conversationId: null })
  }
}
