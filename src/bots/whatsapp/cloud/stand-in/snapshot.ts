import { deserialize, serialize } from 'node:v8'
import type { World } from './world.ts'

type Kept = Pick<World, 'phones' | 'media' | 'templates'>

/** Who there is and what was said last, so that a later start goes on where this one ended. */
export function takeSnapshot({ phones, templates }: World): Uint8Array {
  const recent = [...phones].map(([number, phone]) => {
    const messages = new Map([...phone.messages].slice(-KEPT_MESSAGES))
    return [number, { ...phone, messages }] as const
  })
  const files = recent
    .flatMap(([, { messages }]) => [...messages.values()])
    .flatMap(({ file }) => (file ? [[file.id, file] as const] : []))
  const kept: Kept = { phones: new Map(recent), media: new Map(files), templates }
  return serialize(kept)
}

export function restoreSnapshot(world: World, snapshot: Uint8Array) {
  const kept = deserialize(snapshot) as Partial<Kept> & Omit<Kept, 'templates'>
  for (const [number, phone] of kept.phones) world.phones.set(number, phone)
  for (const [key, one] of kept.templates ?? []) world.templates.set(key, one)
  for (const [id, file] of kept.media) world.media.set(id, file)
}

const KEPT_MESSAGES = 100
