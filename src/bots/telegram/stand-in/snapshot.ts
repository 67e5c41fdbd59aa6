import { deserialize, serialize } from 'node:v8'
import type { World } from './world.ts'

type Kept = Pick<World, 'users' | 'chats' | 'files' | 'menus'>

/** Who there is and what was said last, so that a later start goes on where this one ended. */
export function takeSnapshot({ users, chats, menus }: World): Uint8Array {
  const recent = [...chats].map(([id, chat]) => {
    const messages = new Map([...chat.messages].slice(-KEPT_MESSAGES))
    return [id, { ...chat, messages }] as const
  })
  const files = recent
    .flatMap(([, { messages }]) => [...messages.values()])
    .flatMap(({ file }) => (file ? [[file.id, file] as const] : []))
  const kept: Kept = { users, chats: new Map(recent), files: new Map(files), menus }
  return serialize(kept)
}

export function restoreSnapshot(world: World, snapshot: Uint8Array) {
  const kept = deserialize(snapshot) as Kept
  for (const [id, user] of kept.users) world.users.set(id, user)
  for (const [id, chat] of kept.chats) world.chats.set(id, chat)
  for (const [id, file] of kept.files) world.files.set(id, file)
  for (const [key, menu] of kept.menus) world.menus.set(key, menu)
}

const KEPT_MESSAGES = 100
