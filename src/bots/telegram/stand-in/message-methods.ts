import { randomBytes } from 'node:crypto'
import { readKeyboard } from './keyboard.ts'
import { badRequest, numberOf, objectOf, type Params, Refused, textOf } from './params.ts'
import { wireMessage } from './wire.ts'
import {
  addMessage,
  type Chat,
  changeMessage,
  type PhoneMessage,
  removeMessage,
  type StoredFile,
  type World,
} from './world.ts'

export type Method = (world: World, params: Params) => unknown

export const messageMethods: Record<string, Method> = {
  sendMessage(world, params) {
    const text = readText(params, 'text', MAX_TEXT)
    if (text.trim() === '') throw badRequest('message text is empty')
    return post(world, params, { text })
  },
  sendPhoto: (world, params) => sendFile(world, params, 'photo'),
  sendDocument: (world, params) => sendFile(world, params, 'document'),
  sendVoice: (world, params) => sendFile(world, params, 'voice'),
  sendAudio: (world, params) => sendFile(world, params, 'audio'),
  sendVideo: (world, params) => sendFile(world, params, 'video'),

  editMessageText(world, params) {
    const text = readText(params, 'text', MAX_TEXT)
    if (text.trim() === '') throw badRequest('message text is empty')
    const { chat, message } = messageToEdit(world, params)
    if (message.file) throw badRequest('there is no text in the message to edit')
    return edit(world, { chat, message }, { text, buttons: readKeyboard(params) })
  },
  editMessageCaption(world, params) {
    const text = readText(params, 'caption', MAX_CAPTION)
    const { chat, message } = messageToEdit(world, params)
    if (!message.file) throw badRequest('there is no caption in the message to edit')
    return edit(world, { chat, message }, { text, buttons: readKeyboard(params) })
  },
  editMessageMedia(world, params) {
    const media = objectOf(params, 'media') as InputMedia | undefined
    if (!media || !['photo', 'document'].includes(media.type))
      throw badRequest('wrong type of media')
    const { chat, message } = messageToEdit(world, params)
    const { values, files } = params
    const { type: kind, media: given, caption = '' } = media
    const all = { values: { ...values, [kind]: given, caption }, files }
    const text = readText(all, 'caption', MAX_CAPTION)
    const file = givenFile(world, all, kind)
    return edit(world, { chat, message }, { text, buttons: readKeyboard(params), file })
  },
  editMessageReplyMarkup(world, params) {
    const { chat, message } = messageToEdit(world, params)
    return edit(world, { chat, message }, { text: message.text, buttons: readKeyboard(params) })
  },

  deleteMessage(world, params) {
    const { chat, message } = existing(world, params, 'message to delete not found')
    const old = world.now().getTime() - message.at.getTime() > 48 * 3_600_000
    if (old) throw badRequest("message can't be deleted for everyone")
    removeMessage(world, chat, message.id)
    return true
  },
  pinChatMessage(world, params) {
    const { chat, message } = existing(world, params, 'message to pin not found')
    if (chat.type !== 'private' && !chat.rights?.pin) {
      throw badRequest('not enough rights to manage pinned messages in the chat')
    }
    changeMessage(world, chat, message, { pinned: true })
    return true
  },
  unpinChatMessage(world, params) {
    const { chat, message } = existing(world, params, 'message to unpin not found')
    changeMessage(world, chat, message, { pinned: false })
    return true
  },
  setMessageReaction(world, params) {
    const { chat, message } = existing(world, params, 'message to react not found')
    const [reaction] = (objectOf(params, 'reaction') ?? []) as { emoji?: string }[]
    if (reaction && !REACTIONS.has(reaction.emoji ?? '')) throw badRequest('REACTION_INVALID')
    changeMessage(world, chat, message, { reaction: reaction?.emoji ?? '' })
    return true
  },
  sendChatAction(world, params) {
    const chat = chatOf(world, params)
    if (!textOf(params, 'action')) throw badRequest('wrong parameter action in request')
    world.changes.tell({ what: 'typing', chat: chat.id })
    return true
  },
}

/** The chat a method speaks of, if the bot may speak there. */
export function chatOf(world: World, params: Params): Chat {
  const chat = world.chats.get(numberOf(params, 'chat_id') ?? Number.NaN)
  if (!chat) throw badRequest('chat not found')
  if (chat.movedTo !== undefined) {
    const parameters = { migrate_to_chat_id: chat.movedTo }
    throw badRequest('group chat was upgraded to a supergroup chat', parameters)
  }
  if (!chat.closed) return chat
  throw new Refused(
    403,
    chat.type === 'private'
      ? 'Forbidden: bot was blocked by the user'
      : 'Forbidden: bot was kicked from the group chat',
  )
}

function post(world: World, params: Params, content: { text: string; file?: StoredFile }) {
  const chat = chatOf(world, params)
  const topic = numberOf(params, 'message_thread_id')
  if (topic !== undefined) {
    const found = chat.topics?.get(topic)
    if (!found) throw badRequest('message thread not found')
    if (found.closed) throw badRequest('TOPIC_CLOSED')
  }
  const reply = readReply(chat, params)
  const buttons = readKeyboard(params)
  const message = addMessage(world, chat, {
    from: world.bot.id,
    ...content,
    ...(buttons && { buttons }),
    ...(topic !== undefined && { topic }),
    ...(reply !== undefined && { replyTo: reply }),
  })
  return wireMessage(world, chat, message)
}

function readReply(chat: Chat, params: Params): number | undefined {
  const reply = objectOf(params, 'reply_parameters') as
    | { message_id?: number; allow_sending_without_reply?: boolean }
    | undefined
  if (reply?.message_id === undefined) return undefined
  if (chat.messages.has(reply.message_id)) return reply.message_id
  if (reply.allow_sending_without_reply) return undefined
  throw badRequest('message to be replied not found')
}

function sendFile(world: World, params: Params, kind: Exclude<StoredFile['kind'], 'sticker'>) {
  const text = readText(params, 'caption', MAX_CAPTION)
  return post(world, params, { text, file: givenFile(world, params, kind) })
}

type InputMedia = { type: 'photo' | 'document'; media: string; caption?: string }

/** New bytes, or a file the bot names because it was here before. */
function givenFile(
  world: World,
  params: Params,
  kind: Exclude<StoredFile['kind'], 'sticker'>,
): StoredFile {
  const given = textOf(params, kind)
  const part = params.files.get(given.replace(/^attach:\/\//, '')) ?? params.files.get(kind)
  const again = world.files.get(given)
  if (!part && !again) throw badRequest(`there is no ${kind} in the request`)
  if (again) return again

  const bytes = part?.bytes ?? Buffer.alloc(0)
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (bytes.length > MAX_FILE_BYTES) throw new Refused(413, 'Request Entity Too Large')
  const picture = pictureMime(bytes)
  if (kind === 'photo' && bytes.length > MAX_PHOTO_BYTES) throw badRequest('PHOTO_TOO_BIG')
  if (kind === 'photo' && !picture) throw badRequest('IMAGE_PROCESS_FAILED')
  const file = {
    id: `BQAC${randomBytes(24).toString('base64url')}`,
    kind,
    name: part?.filename ?? kind,
    mime: picture ?? mimeByName(part?.filename ?? ''),
    bytes: new Uint8Array(bytes),
  }
  world.files.set(file.id, file)
  return file
}

function readText(params: Params, name: string, longest: number) {
  if (params.values['parse_mode'] !== undefined) {
    throw badRequest("can't parse entities: this stand-in reads plain text only")
  }
  const text = textOf(params, name)
  if (text.length <= longest) return text
  throw badRequest(name === 'text' ? 'message is too long' : 'message caption is too long')
}

function existing(world: World, params: Params, otherwise: string) {
  const chat = chatOf(world, params)
  const message = chat.messages.get(numberOf(params, 'message_id') ?? Number.NaN)
  if (!message) throw badRequest(otherwise)
  return { chat, message }
}

function messageToEdit(world: World, params: Params) {
  const { chat, message } = existing(world, params, 'message to edit not found')
  if (message.from !== world.bot.id) throw badRequest("message can't be edited")
  return { chat, message }
}

function edit(
  world: World,
  { chat, message }: { chat: Chat; message: PhoneMessage },
  {
    text,
    buttons,
    file = message.file,
  }: {
    text: string
    buttons: PhoneMessage['buttons'] | undefined
    file?: StoredFile | undefined
  },
) {
  const same =
    text === message.text &&
    file === message.file &&
    JSON.stringify(buttons) === JSON.stringify(message.buttons)
  if (same) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  delete message.buttons
  const edited = world.now()
  changeMessage(world, chat, message, {
    text,
    edited,
    ...(file && { file }),
    ...(buttons && { buttons }),
  })
  return wireMessage(world, chat, message)
}

function pictureMime(bytes: Uint8Array) {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (start.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (start.startsWith('\u0089PNG')) return 'image/png'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'image/webp'
  return undefined
}

function mimeByName(name: string) {
  if (name.endsWith('.pdf')) return 'application/pdf'
  if (name.endsWith('.csv')) return 'text/csv'
  if (name.endsWith('.ogg')) return 'audio/ogg'
  if (name.endsWith('.mp4')) return 'video/mp4'
  return name.endsWith('.xlsx') ? XLSX : 'application/octet-stream'
}

/** Some of the few that bots may use. */
const REACTIONS = new Set(['👍', '👎', '❤', '🔥', '🎉', '😁', '😢', '🙏', '👌', '👀', '💯', '🤝'])
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_TEXT = 4096
const MAX_CAPTION = 1024
const MAX_PHOTO_BYTES = 10_000_000
const MAX_FILE_BYTES = 50_000_000
