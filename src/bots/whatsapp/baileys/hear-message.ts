import type { proto } from '@whiskeysockets/baileys'
import type { Inbound, MessageFate } from '../../../domain/messages/inbound.ts'
import type { Heard } from '../../door.ts'
import { identitiesOf, type Names, NOBODY } from './address.ts'
import { contextsIn, referralIn } from './hear-ad.ts'
import { contentOf, unwrapped } from './hear-content.ts'
import type { Library } from './library.ts'
import { contentIn, type StoredMessage } from './stored-message.ts'

type Said = Omit<Heard, 'accountId'>

export type Known = {
  library: Library
  /** Where this person's chat stands. */
  addressOf: (names: Names) => string | undefined
  namesOf: (message: StoredMessage) => Names
  /** Digits of our own number and LID. */
  own: Names
  /** Whether the id is of a message that we sent. */
  isOurs: (id: string) => boolean
}

/**
 * What a message of WhatsApp's is to us; nothing where it is talk between the devices of our own
 * number, which may hold keys.
 */
export function hearMessage(told: StoredMessage, known: Known): Said | undefined {
  const { id, remoteJid, fromMe } = told.key
  if (!id || !remoteJid) return undefined
  const message = contentIn(known.library, told)
  const content = message && unwrapped(message)
  if (fromMe && isBetweenDevices(content, known.library)) return undefined

  const names = known.namesOf(told)
  const isSelf = names.phone !== undefined && names.phone === known.own.phone
  const chat = isSelf ? undefined : known.addressOf(names)
  const unknown: Said = { chat: NOBODY, providerId: id, inbound: { kind: 'unknown' }, raw: told }
  if (isSelf && fromMe) return undefined
  // A group, a channel, a status: written down, never answered.
  if (!chat) return unknown
  if (fromMe) return hearOwn(told, { chat, content, known })

  const person = {
    from: identitiesOf(names),
    ...(told.pushName && { name: told.pushName }),
  }
  const inbound = content ? inboundOf(content, { person, told, known }) : stubOf(told, person)
  return { ...unknown, chat, inbound: inbound ?? { kind: 'unknown' } }
}

type Person = Pick<Extract<Inbound, { kind: 'reaction' }>, 'from' | 'name'>

function inboundOf(
  content: proto.IMessage,
  { person, told, known }: { person: Person; told: StoredMessage; known: Known },
): Inbound | undefined {
  const where = { id: told.key.id ?? '', jid: told.key.remoteJid ?? '' }
  const { reactionMessage } = content
  if (reactionMessage) {
    const to = reactionMessage.key?.id
    return to ? { kind: 'reaction', ...person, to, emoji: reactionMessage.text ?? '' } : undefined
  }
  const change = protocolOf(content, known.library)
  if (change?.kind === 'revoke') return { kind: 'revoke', ...person, of: change.of }
  if (change?.kind === 'edit') {
    const said = contentOf(change.content, where)
    return said && { kind: 'edit', ...person, ...said, editOf: change.of }
  }
  const ad = referralIn(content)
  // An ad click is somebody at the door, whatever he sent and even if it cannot be shown.
  const said = contentOf(content, where) ?? ('referral' in ad ? { text: '' } : undefined)
  if (!said) return undefined
  const on = contextsIn(content).find(({ stanzaId }) => stanzaId)?.stanzaId
  return {
    kind: 'message',
    ...person,
    ...said,
    ...ad,
    ...(on && { [said.tap ? 'tapOn' : 'replyTo']: on }),
  }
}

type Change = { kind: 'edit'; of: string; content: proto.IMessage } | { kind: 'revoke'; of: string }

function protocolOf(content: proto.IMessage, { proto }: Library): Change | undefined {
  const { Type } = proto.Message.ProtocolMessage
  const wrapped = content.editedMessage?.message?.protocolMessage
  const { type, key, editedMessage } = content.protocolMessage ?? wrapped ?? {}
  const of = key?.id
  if (!of) return undefined
  if (type === Type.REVOKE) return { kind: 'revoke', of }
  if (type !== Type.MESSAGE_EDIT || !editedMessage) return undefined
  return { kind: 'edit', of, content: unwrapped(editedMessage) }
}

/** History, keys of the account's state, answers of the phone: nobody said them. */
function isBetweenDevices(content: proto.IMessage | undefined, { proto }: Library) {
  const { Type } = proto.Message.ProtocolMessage
  const told = content?.protocolMessage
  return told ? told.type !== Type.REVOKE && told.type !== Type.MESSAGE_EDIT : false
}

/** The words did not come with it: they may follow under the same id. */
function stubOf({ messageStubType, messageStubParameters }: StoredMessage, person: Person) {
  if (messageStubType !== CIPHERTEXT) return undefined
  // WhatsApp does not encrypt what follows an ad click for linked devices: the phone has it.
  const fromAd = messageStubParameters?.[0] === ABSENT
  return {
    kind: 'stub' as const,
    ...person,
    text: '',
    ...(fromAd && { referral: { source: 'ad' as const } }),
  }
}

type Own = { chat: string; content: proto.IMessage | undefined; known: Known }

/** One of ours: what became of it, or what somebody typed on the phone that shares the number. */
function hearOwn(told: StoredMessage, { chat, content, known }: Own): Said | undefined {
  const { id = '' } = told.key
  if (known.isOurs(id)) return statusOf(told, chat)
  // What could not be read yet comes again under the same id.
  if (!content) return undefined
  const where = { id, jid: told.key.remoteJid ?? '' }
  const isWords = !content.reactionMessage && !protocolOf(content, known.library)
  const said = isWords ? contentOf(content, where) : undefined
  if (!said) return { chat, providerId: id, inbound: { kind: 'unknown' }, raw: told }
  return {
    chat,
    providerId: id,
    inbound: { kind: 'system', what: 'typed_on_phone', text: said.text },
    raw: told,
  }
}

/** How far a message of ours has got. */
export function statusOf(
  { key, status, messageStubParameters }: StoredMessage,
  chat: string,
): Said | undefined {
  const fate = FATES[status ?? -1]
  const { id } = key
  if (!fate || !id) return undefined
  const [code, ...why] = messageStubParameters ?? []
  return {
    chat,
    providerId: `${id}:${fate}`,
    inbound: {
      kind: 'status',
      messageId: id,
      fate,
      ...(fate === 'failed' && { error: [code, ...why].filter(Boolean).join(' · ') }),
      at: new Date().toISOString(),
    },
    raw: { key, status, ...(messageStubParameters && { messageStubParameters }) },
  }
}

export const ABSENT = 'Message absent from node'
export const CIPHERTEXT = 2

/** Refused, taken by the server, on the phone, read, played. */
const FATES: Record<number, MessageFate> = {
  0: 'failed',
  2: 'accepted',
  3: 'delivered',
  4: 'read',
  5: 'read',
}
