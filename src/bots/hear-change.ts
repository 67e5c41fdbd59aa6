import { findHuman, noteActivity } from '../domain/chats/let-human-answer.ts'
import { whoseTopic } from '../domain/chats/open-topic.ts'
import {
  isCopied,
  passOnEdit,
  passOnReaction,
  passOnRevoke,
  roomOf,
} from '../domain/chats/relay-change.ts'
import { tellNotPassed } from '../domain/chats/tell-not-passed.ts'
import { languageOfChat } from '../domain/chats/language-of-chat.ts'
import type { Deps } from '../domain/deps.ts'
import type { Inbound } from '../domain/messages/inbound.ts'
import { may } from '../domain/people/permission.ts'
import type { Person } from '../domain/people/person.ts'
import { markCustomer } from '../intents/mark-customer.ts'
import { isNote } from '../intents/pass-on.ts'
import { wordsIn } from '../intents/wording/words.ts'
import type { ClaimedConversation } from './conversation-queries.ts'

/** Something that was said before is changed, marked with an emoji, or taken back. */
export type Change = Extract<Inbound, { kind: 'edit' | 'reaction' | 'revoke' }>

/** The topic that somebody of the team means, where it is one of ours; nobody else changes anything. */
export async function topicOfChange(
  deps: Pick<Deps, 'db'>,
  { id, channel }: Pick<ClaimedConversation, 'id' | 'channel'>,
  change: Change,
): Promise<number | undefined> {
  if (channel !== 'telegram') return undefined
  const inGroup =
    change.kind === 'reaction'
      ? await roomOf(deps, { conversationId: id, providerId: change.to })
      : undefined
  const topicId = inGroup ?? id
  return (await whoseTopic(deps, topicId)) === undefined ? undefined : topicId
}

/**
 * What the team changes in a topic is changed for the customer too, while one of them has the chat:
 * once it is back with the bot, whoever edits there is told that it stays as it was.
 */
export async function passOnTeamChange(
  deps: Deps,
  change: Change,
  { topicId, person }: { topicId: number; person: Person },
) {
  if (!may(person, 'chats.take')) return
  const customerChat = await whoseTopic(deps, topicId)
  if (customerChat === undefined) return
  const isBots = !(await findHuman(deps, customerChat))
  if (change.kind === 'reaction' && !isBots) {
    await passOnReaction(deps, { conversationId: topicId, to: change.to, emoji: change.emoji })
  }
  if (change.kind !== 'edit' || change.text.startsWith('/') || isNote(change.text)) return
  if (isBots) {
    const wasPassedOn = await isCopied(deps, { conversationId: topicId, providerId: change.editOf })
    if (wasPassedOn) await tellNotPassed(deps, topicId, 'handed_back')
    return
  }
  const { topics } = wordsIn(await languageOfChat(deps, customerChat)).chats
  const { text, editOf } = change
  const edited = { text, shown: text, instead: topics.correction(text) }
  await passOnEdit(deps, { conversationId: topicId, editOf, ...edited })
}

/** What a customer changes is shown in his topic, where a person has the chat. */
export async function passOnCustomerChange(deps: Deps, conversationId: number, change: Change) {
  if (!(await findHuman(deps, conversationId))) return
  const { topics } = wordsIn('id').chats
  switch (change.kind) {
    case 'reaction':
      return passOnReaction(deps, { conversationId, to: change.to, emoji: change.emoji })
    case 'revoke':
      return passOnRevoke(deps, { conversationId, of: change.of, words: topics.revoked })
    case 'edit': {
      await noteActivity(deps, conversationId)
      const { editOf } = change
      const text = markCustomer(change.text)
      const shown = topics.edited(text)
      const instead = topics.editedBehind(text)
      return passOnEdit(deps, { conversationId, editOf, text, shown, instead })
    }
  }
}
