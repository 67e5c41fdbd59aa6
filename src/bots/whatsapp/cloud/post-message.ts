import { OutcomeUnknown } from '../../../domain/fault.ts'
import { askGraph, type Graph } from './graph.ts'

export type Posting = { graph: Graph; phoneNumberId: string; signal: AbortSignal }

/** Posts one part of a message to a customer; resolves with WhatsApp's id for it. */
export async function postMessage({ graph, phoneNumberId, signal }: Posting, message: object) {
  const body = { messaging_product: 'whatsapp', recipient_type: 'individual', ...message }
  const path = `${phoneNumberId}/messages`
  const answer = await askGraph(graph, { method: 'POST', path, body, signal })
  const { messages } = answer as { messages?: { id?: string }[] }
  const id = messages?.[0]?.id
  if (!id) throw new OutcomeUnknown('WhatsApp gave the message no id')
  return id
}

/** Says that a message of theirs, and all before it, was read; perhaps that we are writing. */
export async function postRead(
  { graph, phoneNumberId, signal }: Posting,
  { messageId, typing }: { messageId: string; typing: boolean },
) {
  const body = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: messageId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  }
  const path = `${phoneNumberId}/messages`
  await askGraph(graph, { method: 'POST', path, body, signal, repeatable: true })
}

/** Digits are a phone number; anything else names somebody who hides his. */
export function recipientOf(chat: string) {
  return /^\+?\d+$/.test(chat) ? { to: chat.replace('+', '') } : { recipient: chat }
}
