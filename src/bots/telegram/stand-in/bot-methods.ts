import { chatOf, type Method } from './message-methods.ts'
import { badRequest, objectOf, type Params, textOf } from './params.ts'
import { wireBot, wireChat } from './wire.ts'
import type { BotCommand, World } from './world.ts'

export const botMethods: Record<string, Method> = {
  getMe: (world) => wireBot(world),
  getChat: (world, params) => wireChat(world, chatOf(world, params)),

  answerCallbackQuery(world, params) {
    const tap = world.taps.get(textOf(params, 'callback_query_id'))
    const text = textOf(params, 'text')
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
    const late = tap && world.now().getTime() - tap.at.getTime() > 15 * 60_000
    if (!tap || tap.answer || late) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    tap.answer = { text, alert: objectOf(params, 'show_alert') === true }
    world.changes.tell({ what: 'answered', user: tap.from, ...tap.answer })
    return true
  },

  getFile(world, params) {
    const id = textOf(params, 'file_id')
    const file = world.files.get(id.replace(/-s$/, ''))
    if (!file) throw badRequest('invalid file_id')
    if (file.bytes.byteLength > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big')
    const [folder, ending] = PATHS[file.kind]
    const extension = ending || file.name.slice(file.name.lastIndexOf('.') + 1)
    return {
      file_id: id,
      file_unique_id: file.id.slice(-12),
      file_size: file.bytes.byteLength,
      file_path: `${folder}/${file.id}.${extension}`,
    }
  },

  setMyCommands(world, params) {
    const commands = objectOf(params, 'commands') as BotCommand[] | undefined
    if (!Array.isArray(commands) || commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
      const length = description?.length ?? 0
      if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    }
    if (commands.length === 0) world.menus.delete(menuKey(world, params))
    else world.menus.set(menuKey(world, params), commands)
    world.changes.tell({ what: 'commands' })
    return true
  },
  getMyCommands: (world, params) => world.menus.get(menuKey(world, params)) ?? [],
  deleteMyCommands(world, params) {
    world.menus.delete(menuKey(world, params))
    world.changes.tell({ what: 'commands' })
    return true
  },
}

/** The commands a person sees: the nearest scope wins, and within it his own language. */
export function commandsFor(
  { menus }: World,
  { user, chat = user, language }: { user: number; chat?: number; language?: string },
): BotCommand[] {
  const scopes =
    user === chat
      ? [`chat:${chat}`, 'all_private_chats', 'default']
      : [`chat_member:${chat}:${user}`, `chat:${chat}`, 'all_group_chats', 'default']
  for (const scope of scopes) {
    const found = menus.get(`${scope}/${language ?? ''}`) ?? menus.get(`${scope}/`)
    if (found) return found
  }
  return []
}

function menuKey(world: World, params: Params) {
  const language = textOf(params, 'language_code')
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language_code specified')
  const scope = (objectOf(params, 'scope') ?? { type: 'default' }) as Record<string, unknown>
  return `${scopeKey(world, scope)}/${language}`
}

function scopeKey(world: World, scope: Record<string, unknown>) {
  switch (scope['type']) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
      return scope['type']
    case 'chat':
    case 'chat_member': {
      const chat = chatOf(world, { values: scope, files: new Map() }).id
      const user = scope['type'] === 'chat' ? '' : `:${String(scope['user_id'])}`
      return `${scope['type']}:${chat}${user}`
    }
    default:
      throw badRequest('unsupported scope type specified')
  }
}

const PATHS = {
  photo: ['photos', 'jpg'],
  document: ['documents', ''],
  voice: ['voice', 'oga'],
  audio: ['music', 'mp3'],
  video: ['videos', 'mp4'],
  sticker: ['stickers', 'webp'],
} as const
const MAX_DOWNLOAD_BYTES = 20_000_000
