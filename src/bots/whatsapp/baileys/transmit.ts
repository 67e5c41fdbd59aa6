import type { AnyMessageContent, proto, WAMessage, WASocket } from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import type { Acks } from './acks.ts'
import type { sessionCaches } from './bounded-cache.ts'
import type { Library } from './library.ts'
import { nackFault, nackOf } from './send-faults.ts'
import { insertSent, selectSent } from './sent-queries.ts'

/** The line of a session as sending sees it. */
export type Line = {
  accountId: number
  library: Library
  /** Undefined while there is none. */
  socket: () => WASocket | undefined
  acks: Acks
  caches: ReturnType<typeof sessionCaches>
  /** A refusal says something of the whole number. */
  onNack: (error: string) => void
}

export type Part = {
  id: string
  jid: string
  chat: string
  content: AnyMessageContent
  quoted?: WAMessage | undefined
  /** Of the stanza: an edit is named as one. */
  attributes?: Record<string, string>
}

type Sending = Pick<Deps, 'db'> & { line: Line }

/**
 * One message with an id of its own: written down as it will stand on the wire, sent, and taken by
 * the server when this resolves. The same id again is the same message, bytes and all.
 */
export async function transmit({ db, line }: Sending, part: Part, signal: AbortSignal) {
  const made = await withoutFault(() => protoOf({ db, line }, part))
  const first = await relay(line, part, made, signal)
  if (first.taken) return
  line.onNack(first.error)
  if (nackOf(first.error).is !== 'stale_devices') throw nackFault(first.error)
  line.caches.userDevicesCache.flushAll()
  const second = await relay(line, part, made, signal)
  if (!second.taken) throw nackFault(second.error)
}

async function protoOf({ db, line }: Sending, part: Part): Promise<proto.IMessage> {
  const { library, accountId, caches } = line
  const { proto } = library
  const stored = async () => {
    const found = await selectSent(db, accountId, part.id)
    return found && proto.Message.decode(found.proto)
  }
  // Words cost nothing to make again; a file would be uploaded for nothing.
  const before = 'text' in part.content ? undefined : await stored()
  if (before) return before
  const socket = connected(line)
  const { message } = await library.generateWAMessage(part.jid, part.content, {
    userJid: socket.user?.id ?? '',
    upload: socket.waUploadToServer,
    mediaCache: caches.mediaCache,
    messageId: part.id,
    ...(part.quoted && { quoted: part.quoted }),
  })
  if (!message) throw new Rejected('There is nothing to send', { code: 'empty' })
  const bytes = Buffer.from(proto.Message.encode(message).finish())
  const isNew = await insertSent(db, { accountId, id: part.id, chat: part.chat, proto: bytes })
  return isNew ? message : ((await stored()) ?? message)
}

async function relay(line: Line, part: Part, message: proto.IMessage, signal: AbortSignal) {
  const { acks } = line
  const socket = connected(line)
  const ack = acks.waitFor(part.id)
  const stop = () => acks.forget(part.id)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const written = socket.relayMessage(part.jid, message, {
      messageId: part.id,
      ...(part.attributes && { additionalAttributes: part.attributes }),
    })
    written.catch(stop)
    const answer = await ack
    if (answer !== 'closed') return answer
    if (signal.aborted) throw new OutcomeUnknown('WhatsApp has not said that it took the message')
    // Repeated with the same id it is the same message, wherever the line broke.
    await written.catch((cause: unknown) => {
      throw new Unreachable('The message could not be handed to WhatsApp', { cause })
    })
    throw new OutcomeUnknown('The line broke before WhatsApp took the message')
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

export function connected({ socket }: Line): WASocket {
  const now = socket()
  if (!now) throw new Unreachable('The WhatsApp number is not connected', { retryAfterMs: 1_000 })
  return now
}

/** Up to here nothing has left: whatever went wrong, it can be done again. */
async function withoutFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Rejected || cause instanceof Unreachable) throw cause
    throw new Unreachable('The message could not be made', { cause })
  }
}
