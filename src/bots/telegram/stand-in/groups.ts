import { randomInt } from 'node:crypto'
import { removeTopic } from './forum-methods.ts'
import { chatOf, pushMembership, userOf } from './people.ts'
import type { Updates } from './updates.ts'
import { seconds, wireChat, wireUser } from './wire.ts'
import type { Chat, World } from './world.ts'

type NewGroup = { by: number; title: string; forum?: boolean; admin?: boolean }

/** What people do with the groups their bot is in. */
export function createGroups(world: World, updates: Updates) {
  return {
    /** Makes a group with the bot in it, with topics or without, and returns its id. */
    createGroup({ by, title, forum = false, admin = forum }: NewGroup) {
      const chat: Chat = {
        id: forum ? supergroupId() : -randomInt(1_000_000, 2 ** 31),
        type: forum ? 'supergroup' : 'group',
        title,
        messages: new Map(),
        closed: false,
        ...(forum && { topics: new Map() }),
        ...(admin && { rights: { topics: true, pin: true } }),
      }
      world.chats.set(chat.id, chat)
      pushMembership(world, updates, { by, chat, from: 'left', to: 'member' })
      return chat.id
    },

    /** Telegram makes a supergroup of a group that grows, and gives it another number. */
    upgradeGroup(by: number, id: number) {
      const old = chatOf(world, by, id)
      const next: Chat = { ...old, id: supergroupId(), type: 'supergroup', messages: new Map() }
      world.chats.set(next.id, next)
      const notice = (chat: Chat) => ({
        message_id: world.nextId(),
        date: seconds(world.now()),
        from: wireUser(userOf(world, by)),
        chat: wireChat(world, chat),
      })
      updates.push('message', { ...notice(old), migrate_to_chat_id: next.id }, old.id)
      updates.push('message', { ...notice(next), migrate_from_chat_id: id }, next.id)
      old.movedTo = next.id
      return next.id
    },

    /** Somebody changes what the bot may do there; with nothing it is a plain member again. */
    setRights({ by, group, rights }: { by: number; group: number; rights?: Chat['rights'] }) {
      const chat = chatOf(world, by, group)
      const from = chat.rights ? 'administrator' : 'member'
      delete chat.rights
      if (rights) chat.rights = rights
      pushMembership(world, updates, { by, chat, from, to: rights ? 'administrator' : 'member' })
    },

    closeTopic(chat: number, topic: number) {
      const found = world.chats.get(chat)?.topics?.get(topic)
      if (found) found.closed = true
    },
    topics: (chat: number) =>
      [...(world.chats.get(chat)?.topics ?? [])].map(([id, topic]) => ({ id, ...topic })),
    removeTopic: (chat: number, topic: number) => removeTopic(world, chat, topic),
  }
}

const supergroupId = () => Number(`-100${randomInt(1_000_000_000, 2_000_000_000)}`)
