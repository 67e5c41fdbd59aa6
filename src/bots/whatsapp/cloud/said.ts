import { createHash } from 'node:crypto'
import type { Heard } from '../../door.ts'
import { asRaw } from '../well-formed.ts'

/** One thing a post carries, before it is known which account heard it. */
export type Said = Omit<Heard, 'accountId'>

/** Kept as it came, once, however often it is told. */
export function unreadable(raw: unknown): Said {
  const providerId = `raw:${print(raw)}`
  return { chat: NOBODY, providerId, inbound: { kind: 'unknown' }, raw: asRaw(raw) }
}

export function print(raw: unknown) {
  const text = JSON.stringify(raw) ?? ''
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** Where news goes that belongs to no chat. */
export const NOBODY = 'account'
