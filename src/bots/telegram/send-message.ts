import { type Api, GrammyError, InputFile } from 'grammy'
import type { InlineKeyboardMarkup, ReactionTypeEmoji } from 'grammy/types'
import { Rejected, Unreachable } from '../../domain/fault.ts'
import type { Choice, FileRef, Message } from '../../domain/messages/message.ts'
import type { ReadFile } from '../door.ts'
import { inParts } from '../in-parts.ts'
import { type Target, targetOf } from './address.ts'
import { calling } from './telegram-faults.ts'

export type Line = { api: Api; readFile: ReadFile; signal: AbortSignal }

/** Resolves with the message's id. */
export async function sendMessage(line: Line, address: string, message: Message): Promise<number> {
  const target = targetOf(address)
  if (message.reaction) return react(line, { target, message, reaction: message.reaction })
  return calling(async () => {
    try {
      return await sendTo(line, target, message)
    } catch (error) {
      // A group that became a supergroup has a new number for good; this was never delivered.
      const moved = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
      if (moved === undefined) throw error
      return sendTo(line, { ...target, chatId: moved }, message)
    }
  })
}

/** Resolves with the id of the edited message, or of a new one where the old cannot be edited. */
export async function editMessage(
  line: Line,
  { address, messageId }: { address: string; messageId: number },
  message: Message,
): Promise<number> {
  const { file, text } = message
  const fits = !file || (PICTURES.has(file.mime) && text.length <= MAX_CAPTION)
  if (!fits || !Number.isInteger(messageId)) return sendMessage(line, address, message)
  const { chatId } = targetOf(address)
  try {
    if (file) {
      await editPicture(line, { chatId, messageId }, { ...message, file })
      return messageId
    }
    const options = { ...keyboard(message.choices), ...PLAIN }
    await line.api.editMessageText(chatId, messageId, text, options, native(line.signal))
    return messageId
  } catch (error) {
    const said = error instanceof GrammyError && error.error_code === 400 ? error.description : ''
    if (said.includes('message is not modified')) return messageId
    // A picture cannot become words: it goes away, and they come in its place.
    if (said.includes('no text in the message')) {
      await line.api.deleteMessage(chatId, messageId, native(line.signal)).catch(() => {})
    }
    if (CANNOT_BE_EDITED.test(said)) return sendMessage(line, address, message)
    return calling(() => Promise.reject(error), true)
  }
}

/** Where words stood, or another picture, stands this one now. */
async function editPicture(
  line: Line,
  { chatId, messageId }: { chatId: number; messageId: number },
  { text, file, choices }: Message & { file: FileRef },
) {
  const bytes = await fileOf(line, file)
  const media = { type: 'photo' as const, media: new InputFile(bytes, 'picture'), caption: text }
  const options = keyboard(choices)
  await line.api.editMessageMedia(chatId, messageId, media, options, native(line.signal))
}

type Reacting = { target: Target; message: Message; reaction: NonNullable<Message['reaction']> }

/** Telegram has its own few emojis to put on a message; another one is said beneath it. */
async function react(line: Line, { target, message, reaction }: Reacting): Promise<number> {
  const { to, emoji } = reaction
  const shown = emoji === '' ? [] : [{ type: 'emoji' as const, emoji: emoji as ReactionEmoji }]
  try {
    await calling(
      () => line.api.setMessageReaction(target.chatId, Number(to), shown, {}, native(line.signal)),
      true,
    )
    return Number(to)
  } catch (error) {
    if (!(error instanceof Rejected) || !/REACTION_(INVALID|EMPTY)/.test(error.message)) throw error
    const { reaction: _reaction, ...rest } = message
    return calling(() => sendTo(line, target, { ...rest, text: emoji, replyTo: to }))
  }
}

type ReactionEmoji = ReactionTypeEmoji['emoji']

const CANNOT_BE_EDITED =
  /message to edit not found|message can't be edited|no text in the message to edit|MESSAGE_ID_INVALID|PHOTO_|IMAGE_/i

async function sendTo(line: Line, target: Target, message: Message): Promise<number> {
  const { text, file, choices } = message
  const buttons = keyboard(choices)
  const quoted = quoting(message)
  const say = async () => {
    const options = { ...target.topic, ...buttons, ...(!file && quoted), ...PLAIN }
    const sent = await line.api.sendMessage(target.chatId, text, options, native(line.signal))
    return sent.message_id
  }
  if (!file) return say()

  const bytes = await fileOf(line, file)
  const attach = (caption: object) => sendFile(line, { ...file, bytes, target }, caption)
  if (text.length <= MAX_CAPTION)
    return attach({ ...(text && { caption: text }), ...buttons, ...quoted })
  return inParts(() => attach(quoted), say)
}

function fileOf({ readFile }: Line, file: FileRef): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new Unreachable(`The file ${file.key} could not be read`, { cause })
  })
}

async function sendFile(
  { api, signal }: Line,
  { mime, name, bytes, target }: FileRef & { bytes: Uint8Array; target: Target },
  options: object,
): Promise<number> {
  const all = { ...target.topic, ...options }
  // The name goes on the wire bare: a quote or a line's end in it would break the form.
  const file = () => new InputFile(bytes, name.replaceAll(/["\r\n;\\/]/g, '_'))
  if (PICTURES.has(mime) && bytes.byteLength <= MAX_PHOTO_BYTES) {
    try {
      const sent = await api.sendPhoto(target.chatId, file(), all, native(signal))
      return sent.message_id
    } catch (error) {
      // Too long, too thin, or not what it says: people can still open it as a file.
      if (!(error instanceof GrammyError) || !/PHOTO_|IMAGE_/.test(error.description)) throw error
    }
  }
  const asTalk = TALK[mime]
  if (asTalk)
    return (await asTalk(api, { chatId: target.chatId, file: file(), all, signal })).message_id
  const sent = await api.sendDocument(target.chatId, file(), all, native(signal))
  return sent.message_id
}

type Given = { chatId: number; file: InputFile; all: object; signal: AbortSignal }

/** What phones play where it stands. */
const TALK: Record<string, (api: Api, given: Given) => Promise<{ message_id: number }>> = {
  'audio/ogg': (api, { chatId, file, all, signal }) =>
    api.sendVoice(chatId, file, all, native(signal)),
  'audio/mpeg': (api, { chatId, file, all, signal }) =>
    api.sendAudio(chatId, file, all, native(signal)),
  'audio/mp4': (api, { chatId, file, all, signal }) =>
    api.sendAudio(chatId, file, all, native(signal)),
  'video/mp4': (api, { chatId, file, all, signal }) =>
    api.sendVideo(chatId, file, all, native(signal)),
}

/** One that was deleted meanwhile is not quoted, and the words go all the same. */
function quoting({ replyTo }: Message) {
  const message_id = Number(replyTo)
  if (replyTo === undefined || !Number.isInteger(message_id)) return {}
  return { reply_parameters: { message_id, allow_sending_without_reply: true } }
}

function keyboard(choices: Choice[] = []): { reply_markup?: InlineKeyboardMarkup } {
  if (choices.length === 0) return {}
  const rows: { text: string; callback_data: string }[][] = []
  for (const { key, label } of choices) {
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
      throw new Rejected(`The key of “${label}” is too long for a button`, { code: 'choice_key' })
    }
    const button = { text: label, callback_data: key }
    const last = rows.at(-1)
    const room =
      last?.length === 1 && [...last, button].every(({ text }) => text.length <= HALF_ROW)
    if (last && room) last.push(button)
    else rows.push([button])
  }
  return { reply_markup: { inline_keyboard: rows } }
}

/** grammY's own signal type is an older copy of the one Node has. */
export const native = (signal: AbortSignal) => signal as unknown as Parameters<Api['getMe']>[0]

// A preview would have Telegram's servers open every payment link first.
const PLAIN = { link_preview_options: { is_disabled: true } }
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp'])
const MAX_PHOTO_BYTES = 10_000_000
const MAX_CAPTION = 1024
const MAX_KEY_BYTES = 64
const HALF_ROW = 16
