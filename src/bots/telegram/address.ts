import type { Message } from 'grammy/types'
import { Unreachable } from '../../domain/fault.ts'

/** A chat, or one topic of a forum group: `-1001234567890` or `-1001234567890:45`. */
export type Target = { chatId: number; topic?: { message_thread_id: number } }

export function addressOf(message: Pick<Message, 'chat'> & Partial<Message>): string {
  const { chat, is_topic_message, message_thread_id } = message
  // Outside forums a thread id only marks a chain of replies, and sending to it is refused.
  const topic = is_topic_message ? message_thread_id : undefined
  return topic === undefined || topic === GENERAL ? String(chat.id) : `${chat.id}:${topic}`
}

/** A topic that is not made yet has no number: what is for it can be said once it has. */
export function targetOf(address: string): Target {
  const [chat, topic] = address.split(':')
  if (!Number.isSafeInteger(Number(chat))) throw new Unreachable(`${address} is not made yet`)
  return { chatId: Number(chat), ...(topic && { topic: { message_thread_id: Number(topic) } }) }
}

/** The topic every forum has. It arrives as number 1 and must be left out when sending. */
const GENERAL = 1
