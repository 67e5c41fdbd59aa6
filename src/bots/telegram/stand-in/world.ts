import { createListeners } from '../../stand-in/listeners.ts'

/** Everything the stand-in of Telegram knows: who there is, and what was said where. */
export type World = {
  bot: { id: number; username: string; name: string }
  now: () => Date
  users: Map<number, PhoneUser>
  chats: Map<number, Chat>
  files: Map<string, StoredFile>
  taps: Map<string, Tap>
  /** Command menus by `scope/language`. */
  menus: Map<string, BotCommand[]>
  nextId: () => number
  changes: ReturnType<typeof createListeners<Change>>
}

export type PhoneUser = { id: number; name: string; username?: string; language?: string }

export type Chat = {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string
  topics?: Map<number, { name: string; closed: boolean; colour: number }>
  /** What the bot may do as an admin of the group; absent: it is a plain member. */
  rights?: { topics: boolean; pin: boolean }
  messages: Map<number, PhoneMessage>
  /** The person blocked the bot, or the group removed it. */
  closed: boolean
  movedTo?: number
}

/** A message as the phones of a chat show it. */
export type PhoneMessage = {
  id: number
  /** Of the bot or of the person. */
  from: number
  mine: boolean
  text: string
  at: Date
  edited?: Date
  buttons?: Button[][]
  file?: StoredFile
  album?: string
  location?: { latitude: number; longitude: number }
  contact?: { name: string; phone: string }
  topic?: number
  replyTo?: number
  reaction?: string
  pinned?: boolean
}

export type Button = { label: string; data?: string; url?: string }

export type StoredFile = {
  id: string
  kind: 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'sticker'
  name: string
  mime: string
  bytes: Uint8Array
}

export type Tap = { from: number; at: Date; answer?: { text: string; alert: boolean } }
export type BotCommand = { command: string; description: string }

/** What an open page wants to be told. */
export type Change =
  | { what: 'added' | 'edited'; chat: number; message: PhoneMessage }
  | { what: 'removed'; chat: number; id: number }
  | { what: 'typing'; chat: number }
  | { what: 'answered'; user: number; text: string; alert: boolean }
  | { what: 'commands' }

export function createWorld(bot: World['bot'], now: () => Date): World {
  // Ids grow from a point in time, so that a second start does not say the first one's ids again
  // to a database that remembers them.
  let id = Math.floor((Date.now() - Date.UTC(2026, 0)) / 100)
  return {
    bot,
    now,
    users: new Map(),
    chats: new Map(),
    files: new Map(),
    taps: new Map(),
    menus: new Map(),
    nextId: () => ++id,
    changes: createListeners<Change>(),
  }
}

export function addMessage(
  world: World,
  chat: Chat,
  message: Omit<PhoneMessage, 'id' | 'at' | 'mine'>,
): PhoneMessage {
  const mine = message.from !== world.bot.id
  const added = { ...message, id: world.nextId(), at: world.now(), mine }
  chat.messages.set(added.id, added)
  world.changes.tell({ what: 'added', chat: chat.id, message: added })
  return added
}

export function changeMessage(
  world: World,
  chat: Chat,
  message: PhoneMessage,
  changed: Partial<PhoneMessage>,
) {
  Object.assign(message, changed)
  world.changes.tell({ what: 'edited', chat: chat.id, message })
}

export function removeMessage(world: World, chat: Chat, id: number) {
  chat.messages.delete(id)
  world.changes.tell({ what: 'removed', chat: chat.id, id })
}
