import { createHash } from 'node:crypto'

/** A message as WAHA names it, taken apart. */
export type MessageId = { fromMe: boolean; jid: string; id: string }

/** `false_628…@c.us_3EB0…[_participant]`, or nothing where it is none. */
export function parseMessageId(serialized: unknown): MessageId | undefined {
  if (typeof serialized !== 'string') return undefined
  const [fromMe, jid, id] = serialized.split('_')
  if ((fromMe !== 'true' && fromMe !== 'false') || !jid || !id) return undefined
  return { fromMe: fromMe === 'true', jid, id }
}

/**
 * A message as we name it: without the chat, which WAHA writes with a number here and with a LID
 * there. Who wrote it stays in, for it is needed to quote a message or to react to it.
 */
export const providerIdOf = ({ fromMe, id }: Pick<MessageId, 'fromMe' | 'id'>) => `${fromMe}_${id}`

/** Our name for a message, in the words of WAHA. */
export function serializeId(providerId: string, jid: string): string {
  const [fromMe, id = ''] = providerId.split('_')
  return `${fromMe}_${jid}_${id}`
}

/**
 * The id of a message of ours, in the form WhatsApp Web gives its own: the same at every try, so
 * that a repeat is the same message to the phone that gets it. NOWEB and GOWS take it, the
 * engines with a browser choose their own.
 */
export function idFromKey(key: string): string {
  return `3EB0${createHash('sha256').update(key).digest('hex').slice(0, 18).toUpperCase()}`
}

/** What a send answers differs by engine; the id is somewhere in it. */
export function sentIdOf(answer: unknown): string | undefined {
  const said = asRecord(answer)
  const given = said['id']
  const own = asRecord(given)
  const bare = asRecord(said['key'])['id'] ?? own['id']
  if (typeof bare === 'string') return bare
  return (parseMessageId(given) ?? parseMessageId(own['_serialized']))?.id
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
