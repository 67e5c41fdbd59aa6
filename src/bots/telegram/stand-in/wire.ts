import type { Button, Chat, PhoneMessage, PhoneUser, StoredFile, World } from './world.ts'

/** Telegram's own shapes of what the world knows. */
export function wireMessage(world: World, chat: Chat, message: PhoneMessage): object {
  const { id, at, edited, topic, replyTo, buttons } = message
  const replied = replyTo === undefined ? undefined : chat.messages.get(replyTo)
  return {
    message_id: id,
    from: wireSender(world, message.from),
    chat: wireChat(world, chat),
    date: seconds(at),
    ...(edited && { edit_date: seconds(edited) }),
    ...(topic && { message_thread_id: topic, is_topic_message: true }),
    ...(replied && { reply_to_message: wireMessage(world, chat, replied) }),
    ...wireContent(message),
    ...(buttons && {
      reply_markup: { inline_keyboard: buttons.map((row) => row.map(wireButton)) },
    }),
  }
}

function wireContent({ text, file, album, location, contact }: PhoneMessage): object {
  if (location) return { location }
  if (contact) return { contact: { first_name: contact.name, phone_number: contact.phone } }
  if (!file) return { text, ...entities('entities', text) }
  const caption = text ? { caption: text, ...entities('caption_entities', text) } : {}
  return { ...wireFile(file), ...caption, ...(album && { media_group_id: album }) }
}

function wireFile({ id, kind, name, mime, bytes }: StoredFile): object {
  const file = { file_id: id, file_unique_id: id.slice(-12), file_size: bytes.byteLength }
  if (kind === 'photo') {
    const small = { ...file, file_id: `${id}-s`, width: 90, height: 90 }
    return { photo: [small, { ...file, width: 1280, height: 1280 }] }
  }
  if (kind === 'audio') return { audio: { ...file, duration: 3, mime_type: mime, file_name: name } }
  if (kind === 'voice') return { voice: { ...file, duration: 3, mime_type: mime } }
  if (kind === 'sticker') return { sticker: { ...file, type: 'regular', emoji: '👍' } }
  return { [kind]: { ...file, file_name: name, mime_type: mime } }
}

export function wireUser({ id, name, username, language }: PhoneUser): object {
  return {
    id,
    is_bot: false,
    first_name: name,
    ...(username && { username }),
    ...(language && { language_code: language }),
  }
}

export function wireBot({ bot }: World): object {
  return {
    id: bot.id,
    is_bot: true,
    first_name: bot.name,
    username: bot.username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }
}

export const ANONYMOUS_ADMIN = 1_087_968_824

function wireSender(world: World, from: number): object {
  if (from === world.bot.id) return wireBot(world)
  if (from === ANONYMOUS_ADMIN) {
    return { id: from, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
  }
  return wireUser(world.users.get(from) ?? { id: from, name: 'Unknown' })
}

export function wireChat(world: World, { id, type, title, topics }: Chat): object {
  if (type !== 'private') return { id, type, title, ...(topics && { is_forum: true }) }
  const user = world.users.get(id)
  return { id, type, first_name: user?.name, ...(user?.username && { username: user.username }) }
}

const wireButton = ({ label, data, url }: Button) =>
  url === undefined ? { text: label, callback_data: data } : { text: label, url }

function entities(field: string, text: string) {
  const commands = [...text.matchAll(/(?<=^|\s)\/\w{1,32}(@\w+)?/g)].map((found) => ({
    type: 'bot_command',
    offset: found.index,
    length: found[0].length,
  }))
  return commands.length > 0 ? { [field]: commands } : {}
}

export const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
