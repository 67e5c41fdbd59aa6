import { createHash } from 'node:crypto'
import type { Inbound, MessageFate } from '../../../domain/messages/inbound.ts'
import type { Heard } from '../../door.ts'
import { asRaw, isWellFormed } from '../well-formed.ts'
import { referralIn } from './ad-referral.ts'
import { contentOf, isStub } from './message-content.ts'
import { asRecord, type MessageId, parseMessageId, providerIdOf } from './message-id.ts'
import { type Listener, NOBODY, senderOf, type Whom, whomFrom } from './sender.ts'
import type {
  WahaAck,
  WahaEdited,
  WahaEvent,
  WahaMessage,
  WahaReaction,
  WahaRevoked,
} from './wire.ts'

type Said = Omit<Heard, 'accountId'>

/**
 * What one event means for the inbox: usually one row, none where it tells of our own doing. What
 * it cannot read is `unknown`, never lost.
 */
export async function hearEvent(event: WahaEvent, listener: Listener): Promise<Heard[]> {
  const said = await readSafely(event, listener)
  return said.map((one) => ({
    accountId: listener.accountId,
    ...(isWellFormed(one) ? one : unreadable(one.raw)),
  }))
}

/** Only what was asked of others may fail, for they may answer when WAHA comes back with it. */
async function readSafely(event: WahaEvent, listener: Listener): Promise<Said[]> {
  let isOfOthers = false
  const asked = async <Answer>(answer: Promise<Answer>) => {
    try {
      return await answer
    } catch (error) {
      isOfOthers = true
      throw error
    }
  }
  try {
    return await read(event, {
      ...listener,
      lids: { ...listener.lids, phoneOf: (lid) => asked(listener.lids.phoneOf(lid)) },
      knownChat: (names) => asked(listener.knownChat(names)),
      isOurs: (id) => asked(listener.isOurs(id)),
      wasSent: (told) => asked(listener.wasSent(told)),
    })
  } catch (error) {
    if (isOfOthers) throw error
    return [unreadable(event)]
  }
}

async function read(event: WahaEvent, listener: Listener): Promise<Said[]> {
  const payload = asRecord(event.payload)
  switch (event.event) {
    case 'message':
    case 'message.any':
      return hearMessage(payload, listener)
    case 'message.waiting':
      return hearMessage(payload, listener, true)
    case 'message.edited':
      return hearEdit(payload, listener)
    case 'message.reaction':
      return hearReaction(payload, listener)
    case 'message.revoked':
      return hearRevoke(payload, listener)
    case 'message.ack':
      return hearAck(payload, event.timestamp ?? listener.now())
    case undefined:
    default:
      return [unreadable(event)]
  }
}

async function hearMessage(message: WahaMessage, listener: Listener, waits = false) {
  const id = parseMessageId(message.id)
  if (!id) return [unreadable(message)]
  if (id.fromMe && (await isOurs(message, id, listener))) return []
  const whom = await whomFrom(id, message, listener)
  const providerId = providerIdOf(id)
  if (!whom) return [{ chat: NOBODY, providerId, inbound: UNKNOWN, raw: message }]
  if (id.fromMe && message.source === undefined) {
    const { text = '' } = contentOf(message) ?? {}
    if (await listener.wasSent({ chat: whom.chat, providerId, text })) return []
  }
  const inbound = id.fromMe ? typedOnPhone(message) : spoken(message, whom, waits)
  return [{ chat: whom.chat, providerId, inbound, raw: message }]
}

/** Said by us through WAHA: it stands in our outbox. */
async function isOurs({ source }: WahaMessage, id: MessageId, { isOurs }: Listener) {
  return source === 'api' || (await isOurs(id))
}

function typedOnPhone(message: WahaMessage): Inbound {
  const { text } = contentOf(message) ?? {}
  return { kind: 'system', what: 'typed_on_phone', ...(text && { text }) }
}

function spoken(message: WahaMessage, whom: Whom, waits: boolean): Inbound {
  const sender = senderOf(message, whom)
  const { _data } = message
  const ad = referralIn(_data)
  const content = waits ? undefined : contentOf(message)
  if (content) {
    return { kind: 'message', ...sender, ...content, ...ad, ...answered(message, whom) }
  }
  if (waits || isStub(message)) return { kind: 'stub', ...sender, text: '', ...ad }
  // An ad click is somebody at the door, even if what was sent cannot be shown.
  return ad.referral ? { kind: 'message', ...sender, text: '', ...ad } : UNKNOWN
}

/** What is answered is named without saying whose it was: not the writer's own, so ours. */
function answered({ replyTo }: WahaMessage, { wrote }: Whom): { replyTo?: string } {
  const { id, participant } = replyTo ?? {}
  if (!id) return {}
  const known = parseMessageId(id)
  return { replyTo: providerIdOf(known ?? { fromMe: !wrote(participant), id }) }
}

async function hearEdit(message: WahaEdited, listener: Listener): Promise<Said[]> {
  const id = parseMessageId(message.id)
  const { editedMessageId, body } = message
  if (!id || !editedMessageId) return [unreadable(message)]
  if (id.fromMe) return []
  const whom = await whomFrom(id, message, listener)
  if (!whom || !body) return [unreadable(message)]
  const editOf = providerIdOf({ fromMe: false, id: editedMessageId })
  const inbound: Inbound = { kind: 'edit', editOf, ...senderOf(message, whom), text: body }
  // Some engines give every edit the id of what is edited.
  return [
    {
      chat: whom.chat,
      providerId: `${providerIdOf(id)}:edit:${printOf(body)}`,
      inbound,
      raw: message,
    },
  ]
}

async function hearReaction(message: WahaReaction, listener: Listener): Promise<Said[]> {
  const [id, on] = [parseMessageId(message.id), parseMessageId(message.reaction?.messageId)]
  if (!id || !on) return [unreadable(message)]
  if (id.fromMe) return []
  const whom = await whomFrom(id, message, listener)
  if (!whom) return [unreadable(message)]
  const emoji = message.reaction?.text ?? ''
  const sender = senderOf(message, whom)
  const inbound: Inbound = { kind: 'reaction', ...sender, to: providerIdOf(on), emoji }
  return [{ chat: whom.chat, providerId: `${providerIdOf(id)}:${emoji}`, inbound, raw: message }]
}

async function hearRevoke(news: WahaRevoked, listener: Listener): Promise<Said[]> {
  const message = news.after ?? news.before ?? {}
  const id = parseMessageId(message.id)
  if (!id) return [unreadable(news)]
  if (id.fromMe) return []
  const whom = await whomFrom(id, message, listener)
  if (!whom) return [unreadable(news)]
  const of = providerIdOf({
    fromMe: false,
    id: news.revokedMessageId ?? takenBack(message) ?? id.id,
  })
  const inbound: Inbound = { kind: 'revoke', ...senderOf(message, whom), of }
  return [{ chat: whom.chat, providerId: `${of}:revoke`, inbound, raw: news }]
}

/** Before 2025 only the engine's own words said which. */
function takenBack({ _data }: WahaMessage): string | undefined {
  const { protocolMessage } = asRecord(asRecord(_data)['message'])
  const { id } = asRecord(asRecord(protocolMessage)['key'])
  return typeof id === 'string' ? id : undefined
}

function hearAck(ack: WahaAck, at: number): Said[] {
  const id = parseMessageId(ack.id)
  if (!id) return [unreadable(ack)]
  const fate = FATES.get(ack.ack ?? 0)
  // Of theirs it says how far we have read them.
  if (!id.fromMe || !fate) return []
  const { code, reason, until } = ack.error ?? {}
  const why = [code, reason, until && `until ${until}`].filter(Boolean).join(' · ')
  const messageId = providerIdOf(id)
  const told = { fate, ...(why && { error: why }), at: new Date(at).toISOString() }
  const inbound: Inbound = { kind: 'status', messageId, ...told }
  return [{ chat: NOBODY, providerId: `${messageId}:${fate}`, inbound, raw: ack }]
}

export function unreadable(raw: unknown): Said {
  const providerId = `raw:${printOf(JSON.stringify(raw) ?? '')}`
  return { chat: NOBODY, providerId, inbound: UNKNOWN, raw: asRaw(raw) }
}

const printOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

const UNKNOWN: Inbound = { kind: 'unknown' }

const FATES = new Map<number, MessageFate>([
  [-1, 'failed'],
  [1, 'accepted'],
  [2, 'delivered'],
  [3, 'read'],
  [4, 'read'],
])
