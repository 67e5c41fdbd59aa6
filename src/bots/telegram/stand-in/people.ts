import type { Updates } from './updates.ts'
import { seconds, wireBot, wireChat, wireUser } from './wire.ts'
import type { Chat, PhoneMessage, PhoneUser, World } from './world.ts'

/** Somebody who was never introduced is called by his number and speaks Indonesian. */
export function userOf(world: World, id: number): PhoneUser {
  const user = world.users.get(id) ?? { id, name: `User ${id}`, language: 'id' }
  world.users.set(id, user)
  return user
}

/** A group that exists, or somebody's private chat, which begins when he writes. */
export function chatOf(world: World, user: number, chat = user): Chat {
  userOf(world, user)
  const found = world.chats.get(chat)
  if (found) return found
  if (chat !== user) throw new Error(`There is no chat ${chat}`)
  const started: Chat = { id: user, type: 'private', messages: new Map(), closed: false }
  world.chats.set(user, started)
  return started
}

type Membership = { by: number; chat: Chat; from: string; to: string }

/** Tells the bot that its own place in a chat changed. */
export function pushMembership(world: World, updates: Updates, change: Membership) {
  const { by, chat, from, to } = change
  const about = {
    chat: wireChat(world, chat),
    from: wireUser(userOf(world, by)),
    date: seconds(world.now()),
    old_chat_member: { status: from, user: wireBot(world) },
    new_chat_member: { status: to, user: wireBot(world) },
  }
  updates.push('my_chat_member', about, chat.id)
}

const shown = (emoji = '') => (emoji === '' ? [] : [{ type: 'emoji', emoji }])

type Reacted = { user: number; chat: Chat; message: PhoneMessage; before: string }

/** Tells the bot which emoji somebody put on a message; in a group only as an admin of it. */
export function pushReaction(world: World, updates: Updates, reacted: Reacted) {
  const { user, chat, message, before } = reacted
  if (chat.type !== 'private' && !chat.rights) return
  const about = {
    chat: wireChat(world, chat),
    message_id: message.id,
    user: wireUser(userOf(world, user)),
    date: seconds(world.now()),
    old_reaction: shown(before),
    new_reaction: shown(message.reaction),
  }
  updates.push('message_reaction', about, chat.id)
}
