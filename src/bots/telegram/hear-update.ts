import type {
  CallbackQuery,
  ChatMemberUpdated,
  Message,
  MessageReactionUpdated,
  Update,
  User,
} from 'grammy/types'
import type { Inbound } from '../../domain/messages/inbound.ts'
import type { Heard } from '../door.ts'
import { addressOf } from './address.ts'
import { contentOf } from './message-content.ts'

type Me = { accountId: number; username?: string | undefined }
type Said = Pick<Heard, 'chat' | 'providerId' | 'inbound'>
type Person = Pick<Extract<Inbound, { kind: 'message' }>, 'from' | 'name' | 'language'>

/** Telegram's update in our words. Never throws: what it cannot read is `unknown`. */
export function hearUpdate(update: Update, me: Me): Heard {
  return { accountId: me.accountId, ...read(update, me), raw: update }
}

function read(update: Update, me: Me): Said {
  try {
    const { message, edited_message, callback_query, my_chat_member, message_reaction } = update
    const said =
      (message && readMessage(message, me)) ||
      (edited_message && readEdit(edited_message, update.update_id, me)) ||
      (callback_query && readTap(callback_query)) ||
      (message_reaction && readReaction(message_reaction, update.update_id)) ||
      (my_chat_member && readMembership(my_chat_member, update.update_id))
    return said || unreadable(update)
  } catch {
    return unreadable(update)
  }
}

/** Message ids are unique within a chat, and the one thing `remove` and `replyTo` can use. */
function readMessage(message: Message, me: Me): Said | undefined {
  const said = { chat: addressOf(message), providerId: String(message.message_id) }
  if (message.migrate_to_chat_id !== undefined) {
    const to = String(message.migrate_to_chat_id)
    return { ...said, inbound: { kind: 'system', what: 'chat_moved', to } }
  }
  const inbound = personal(message, me)
  if (inbound) return { ...said, inbound: { kind: 'message', ...inbound } }
  const what = message.is_topic_message && unpassable(message)
  return what ? { ...said, inbound: { kind: 'system', what } } : undefined
}

/** What somebody of the team wrote in a topic, and cannot go further: they must be told. */
function unpassable(message: Message) {
  if (message.poll && !(message.from?.is_bot ?? true)) return 'topic_poll'
  const isAnonymous = message.from?.id === ANONYMOUS_ADMIN
  return isAnonymous && (contentOf(message) || message.poll) ? 'topic_anonymous' : undefined
}

function readEdit(message: Message, updateId: number, me: Me): Said | undefined {
  const inbound = personal(message, me)
  return (
    inbound && {
      chat: addressOf(message),
      providerId: `edit:${updateId}`,
      inbound: { kind: 'edit', editOf: String(message.message_id), ...inbound },
    }
  )
}

function personal(message: Message, me: Me) {
  const content = contentOf(message)
  if (!message.from || isNobody(message.from) || !content) return undefined
  const text = withoutMention(content.text, me.username)
  if (text === undefined) return undefined

  const replied = message.reply_to_message?.message_id
  // Every message of a topic formally answers the one that opened it.
  const replyTo = message.is_topic_message && replied === message.message_thread_id ? null : replied
  return {
    ...personOf(message.from),
    ...content,
    text,
    ...(message.media_group_id && { album: message.media_group_id }),
    ...(replyTo && { replyTo: String(replyTo) }),
  }
}

function readTap(query: CallbackQuery): Said | undefined {
  const { id, from, data, message } = query
  if (data === undefined || isNobody(from)) return undefined
  const buttons =
    (message && 'reply_markup' in message && message.reply_markup?.inline_keyboard) || []
  const tapped = buttons.flat().find((b) => 'callback_data' in b && b.callback_data === data)
  return {
    chat: message ? addressOf(message) : String(from.id),
    providerId: `tap:${id}`,
    inbound: {
      kind: 'message',
      ...personOf(from),
      text: tapped?.text ?? '',
      tap: data,
      ...(message && { tapOn: String(message.message_id) }),
    },
  }
}

/** Telegram names the group here, and not the topic the message stands in. */
function readReaction(reaction: MessageReactionUpdated, updateId: number): Said | undefined {
  const { chat, message_id, user, new_reaction } = reaction
  if (!user || isNobody(user)) return undefined
  const [shown] = new_reaction.flatMap((one) => (one.type === 'emoji' ? [one.emoji] : []))
  // One of a kind of emoji that only Telegram has is none for others.
  if (!shown && new_reaction.length > 0) return undefined
  const { language: _language, ...sender } = personOf(user)
  return {
    chat: String(chat.id),
    providerId: `update:${updateId}`,
    inbound: { kind: 'reaction', ...sender, to: String(message_id), emoji: shown ?? '' },
  }
}

function readMembership({ chat, new_chat_member }: ChatMemberUpdated, updateId: number): Said {
  const { status } = new_chat_member
  const inPrivate = status === 'kicked' ? 'blocked' : 'unblocked'
  const what = chat.type === 'private' ? inPrivate : `group_${status}`
  return {
    chat: String(chat.id),
    providerId: `update:${updateId}`,
    inbound: { kind: 'system', what },
  }
}

function unreadable(update: Update): Said {
  const { update_id, ...kinds } = update
  const [about] = Object.values(kinds) as ({
    chat?: { id?: number }
    from?: { id?: number }
  } | null)[]
  const chat = about?.chat?.id ?? about?.from?.id ?? 'none'
  return { chat: String(chat), providerId: `update:${update_id}`, inbound: { kind: 'unknown' } }
}

/**
 * Only the numeric id says who somebody is: user names are given up and taken by others, and a
 * role must not go with them.
 */
function personOf(from: User): Person {
  return {
    from: [{ kind: 'telegram', value: String(from.id) }],
    name: [from.first_name, from.last_name].filter(Boolean).join(' '),
    ...(from.language_code && { language: from.language_code }),
  }
}

/**
 * Behind these there is no person we could hold a permission against: other bots (anonymous
 * admins, 1087968824, and people writing as a channel, 136817688, among them) and Telegram
 * itself forwarding a channel into its discussion group.
 */
function isNobody(from: User) {
  return from.is_bot || from.id === ANONYMOUS_ADMIN || from.id === TELEGRAM
}
const ANONYMOUS_ADMIN = 1_087_968_824
const TELEGRAM = 777_000

/** `/status@our_bot` is how groups say `/status`; one for another bot is none of our business. */
function withoutMention(text: string, username: string | undefined) {
  const [whole, command, bot] = /^(\/\w+)@(\w+)/.exec(text) ?? []
  if (!whole || !command || !bot) return text
  if (bot.toLowerCase() !== username?.toLowerCase()) return undefined
  return command + text.slice(whole.length)
}
