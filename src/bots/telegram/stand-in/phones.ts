import { randomBytes, randomInt } from 'node:crypto'
import { commandsFor } from './bot-methods.ts'
import { createGroups } from './groups.ts'
import { chatOf, pushMembership, pushReaction, userOf } from './people.ts'
import type { Updates } from './updates.ts'
import { ANONYMOUS_ADMIN, wireMessage, wireUser } from './wire.ts'
import {
  addMessage,
  type Change,
  changeMessage,
  type PhoneMessage,
  type PhoneUser,
  type StoredFile,
  type World,
} from './world.ts'

/** Where somebody writes; his private chat with the bot, if not said. */
export type Where = { chat?: number; topic?: number; replyTo?: number; anonymous?: boolean }
export type Upload = {
  name: string
  mime: string
  bytes: Uint8Array
  caption?: string
  album?: string
}
/** `stale`: the phone still shows a button that is gone by now. */
export type Tapping = { chat?: number; stale?: boolean }

export type Phones = ReturnType<typeof createPhones>

/** The people's side of Telegram: what hands on phones can do, and what eyes see. */
export function createPhones(world: World, updates: Updates) {
  return {
    ...createHands(world, updates),
    ...createReactions(world, updates),
    ...createGroups(world, updates),
    ...createEyes(world),
  }
}

function createHands(world: World, updates: Updates) {
  function send(user: number, where: Where, content: { text: string } & Partial<PhoneMessage>) {
    const chat = chatOf(world, user, where.chat)
    const { topic, replyTo, anonymous } = where
    const message = addMessage(world, chat, {
      from: anonymous ? ANONYMOUS_ADMIN : user,
      ...content,
      ...(topic !== undefined && { topic }),
      ...(replyTo !== undefined && { replyTo }),
    })
    updates.push('message', wireMessage(world, chat, message), chat.id)
    return message.id
  }

  return {
    /** Names somebody who has pressed “start” before: the bot may write to him. */
    introduce(user: PhoneUser) {
      world.users.set(user.id, user)
      chatOf(world, user.id)
    },
    say: (user: number, text: string, where: Where = {}) => send(user, where, { text }),

    upload(user: number, { caption = '', album, ...upload }: Upload, where: Where = {}) {
      const id = `AgAC${randomBytes(24).toString('base64url')}`
      const file: StoredFile = { ...upload, id, kind: kindOf(upload.mime) }
      world.files.set(file.id, file)
      return send(user, where, { text: caption, file, ...(album && { album }) })
    },
    shareLocation: (user: number, location: { latitude: number; longitude: number }) =>
      send(user, {}, { text: '', location }),
    shareContact: (user: number, contact: { name: string; phone: string }) =>
      send(user, {}, { text: '', contact }),

    edit(user: number, id: number, text: string, { chat: where }: Pick<Where, 'chat'> = {}) {
      const chat = chatOf(world, user, where)
      const message = chat.messages.get(id)
      if (message?.from !== user) throw new Error(`${user} did not write message ${id}`)
      changeMessage(world, chat, message, { text, edited: world.now() })
      updates.push('edited_message', wireMessage(world, chat, message), chat.id)
    },

    /** Taps a button the phone shows; returns the id of the tap. */
    tap(user: number, messageId: number, data: string, { chat: where, stale }: Tapping = {}) {
      const chat = chatOf(world, user, where)
      const message = chat.messages.get(messageId)
      const shown = message?.buttons?.flat().some((button) => button.data === data)
      if (!message || (!shown && !stale)) throw new Error(`There is no button ${data} to tap`)
      const id = String(randomInt(2 ** 47))
      world.taps.set(id, { from: user, at: world.now() })
      const from = wireUser(userOf(world, user))
      const on = wireMessage(world, chat, message)
      const about = { id, from, message: on, chat_instance: String(-chat.id), data }
      updates.push('callback_query', about, chat.id)
      return id
    },

    block(user: number) {
      const chat = chatOf(world, user)
      chat.closed = true
      pushMembership(world, updates, { by: user, chat, from: 'member', to: 'kicked' })
    },
    unblock(user: number) {
      const chat = chatOf(world, user)
      chat.closed = false
      pushMembership(world, updates, { by: user, chat, from: 'kicked', to: 'member' })
    },

    /** An update of any kind, as it would come over the wire. */
    sendRaw: (kind: string, about: object) => updates.push(kind, about, 0),
  }
}

function createReactions(world: World, updates: Updates) {
  return {
    /** Puts an emoji on a message, or takes it away; groups tell only a bot that is an admin. */
    react(
      user: number,
      messageId: number,
      emoji: string,
      { chat: where }: Pick<Where, 'chat'> = {},
    ) {
      const chat = chatOf(world, user, where)
      const message = chat.messages.get(messageId)
      if (!message) throw new Error(`There is no message ${messageId}`)
      const before = message.reaction ?? ''
      changeMessage(world, chat, message, { reaction: emoji })
      pushReaction(world, updates, { user, chat, message, before })
    },
  }
}

function createEyes(world: World) {
  return {
    messages: (chat: number) => [...(world.chats.get(chat)?.messages.values() ?? [])],
    commands: (user: number, language?: string, chat = user) =>
      commandsFor(world, { user, chat, ...(language !== undefined && { language }) }),
    file: (id: string) => world.files.get(id),
    /** What the bot said to a tap; nothing while the button still spins. */
    tapAnswer: (id: string) => world.taps.get(id)?.answer,
    /** Tells the listener of every change, until the function it returns is called. */
    onChange: (listener: (change: Change) => void) => world.changes.add(listener),
  }
}

function kindOf(mime: string): StoredFile['kind'] {
  if (mime === 'image/webp') return 'sticker'
  if (mime.startsWith('image/')) return 'photo'
  if (mime.startsWith('video/')) return 'video'
  return mime === 'audio/ogg' ? 'voice' : 'document'
}
