import { randomInt } from 'node:crypto'
import { chatOf, pushMembership, userOf } from './people.ts'
import type { Updates } from './updates.ts'
import { seconds, wireChat, wireUser } from './wire.ts'
import type { Chat, World } from './world.ts'

/** What people do with the groups their bot is in. */
export function createGroups(world: World, updates: Updates) {
  return {
    /** Makes a group with the bot in it, with topics or without, and returns its id. */
    createGroup({ by, title, forum = false }: { by: number; title: string; forum?: boolean }) {
      const chat: Chat = {
        id: forum ? supergroupId() : -randomInt(1_000_000, 2 ** 31),
        type: forum ? 'supergroup' : 'group',
        title,
        messages: new Map(),
        closed: false,
        ...(forum && { topics: new Map() }),
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

    topics: (chat: number) =>
      [...(world.chats.get(chat)?.topics ?? [])].map(([id, topic]) => ({ id, ...topic })),
    removeTopic: (chat: number, topic: number) => world.chats.get(chat)?.topics?.delete(topic),
  }
}

const supergroupId = () => Number(`-100${randomInt(1_000_000_000, 2_000_000_000)}`)
