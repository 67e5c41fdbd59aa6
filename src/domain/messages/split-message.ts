import type { Message } from './message.ts'
import { splitText } from './split-text.ts'

/** In messages that fit: the first quotes, the last carries what else belongs to it. */
export function splitMessage(message: Message): Message[] {
  if (message.template) return [message]
  const { text, replyTo, ...rest } = message
  const parts = splitText(text)
  return parts.map((text, place) => ({
    text,
    ...(place === 0 && replyTo !== undefined && { replyTo }),
    ...(place === parts.length - 1 && rest),
  }))
}
