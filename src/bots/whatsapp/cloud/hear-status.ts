import type { Inbound, MessageFate } from '../../../domain/messages/inbound.ts'
import { failureWords } from './graph-faults.ts'
import { NOBODY, type Said, unreadable } from './said.ts'
import type { WireStatus } from './wire.ts'

/** How far a message of ours got, what it cost, and why it failed. */
export function readStatus(status: WireStatus): Said {
  const { id, status: told = '', timestamp, recipient_id, recipient_user_id, errors } = status
  const fate = FATES.get(told)
  if (!id || !fate) return unreadable(status)
  const [error] = errors ?? []
  const inbound: Inbound = {
    kind: 'status',
    messageId: id,
    fate,
    ...(error && { error: failureWords(error) }),
    at: new Date(Number(timestamp ?? 0) * 1000).toISOString(),
    ...priceOf(status),
  }
  const chat = recipient_id ?? recipient_user_id ?? NOBODY
  return { chat, providerId: `${id}:${told}`, inbound, raw: status }
}

/** `type` says whether it is charged at all; before there was one, `billable` did. */
function priceOf({ pricing }: WireStatus) {
  const { category, type, billable } = pricing ?? {}
  if (!category) return {}
  const kind = type ?? (billable === false ? 'free' : undefined)
  return { price: { category, ...(kind && { type: kind }) } }
}

const FATES = new Map<string, MessageFate>([
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
])
