import { type Answer, json } from '../../../stand-in/serve.ts'
import { parseMessageId } from '../message-id.ts'
import { engineError, notReady, Refused } from './answers.ts'
import { type Body, checkBody, isSend, type Sent, takesIds, type Verb } from './check-body.ts'
import { wireMessage } from './message-wire.ts'
import type { News } from './news.ts'
import type { SessionLife } from './session-life.ts'
import {
  addMessage,
  addressOf,
  changeMessage,
  findPhone,
  newId,
  type Phone,
  type PhoneMessage,
  type Session,
  type World,
} from './world.ts'

export type Chatting = { world: World; news: News; life: SessionLife; tellsAcks: boolean }

/** One of the verbs of chatting, all of which want a session that works. */
export function takeVerb(chatting: Chatting, verb: Verb, given: Record<string, unknown>): Answer {
  const session = workingSession(chatting, given['session'])
  if (isSend(verb)) return takeMessage(chatting, session, checkBody(verb, given) as Sent)
  if (verb === 'reaction') return takeReaction(chatting, session, checkBody('reaction', given))
  if (verb === 'sendSeen') return markSeen(chatting, checkBody('sendSeen', given))
  const { chatId } = checkBody('startTyping', given)
  const phone = recipient(chatting.world, chatId)
  phone.typing = verb === 'startTyping'
  chatting.world.changes.tell({ what: 'typing', phone: phone.number })
  return json(201, { result: true })
}

function workingSession({ world }: Chatting, name: unknown): Session {
  if (typeof name !== 'string') throw new Refused(422, 'Session name is required')
  const session = world.sessions.get(name)
  if (!session) throw new Refused(422, 'none', { error: `Session "${name}" does not exist` })
  if (session.status !== 'WORKING') throw notReady(name, session.status, 'WORKING')
  return session
}

function recipient(world: World, chatId: string): Phone {
  const phone = findPhone(world, chatId)
  if (!phone) throw new Refused(400, `${chatId} is nobody`)
  return phone
}

function takeMessage(chatting: Chatting, session: Session, body: Sent): Answer {
  const { world } = chatting
  const phone = recipient(world, body.chatId)
  const chosen = takesIds(world.engine, world.isOld) ? body.id : undefined
  const quoted = parseMessageId(body.reply_to)?.id
  const message: PhoneMessage = {
    id: chosen ?? newId(),
    session: session.name,
    mine: false,
    at: world.now(),
    ...contentOf(body),
    // An engine that does not find the quoted message sends without.
    ...(quoted && phone.messages.has(quoted) && { replyTo: quoted }),
    fate: 'sent',
  }
  const isRepeat = phone.messages.has(message.id)
  addMessage(world, phone, message)
  const wired = { phone, message, session }
  if (!isRepeat) {
    const payload = { ...wireMessage(world, wired), ...(!world.isOld && { source: 'api' }) }
    chatting.news.tell(phone.number, { session, event: 'message.any', payload })
  }
  tellAck(chatting, wired, 1)
  if (phone.online) deliverTo(chatting, wired)
  return json(201, sentAnswer(world, wired))
}

function contentOf(body: Sent): Pick<PhoneMessage, 'text' | 'file'> {
  if ('text' in body) return { text: body.text }
  const { mimetype: mime, filename: name, data } = body.file
  const text = 'caption' in body ? (body.caption ?? '') : ''
  return { text, file: { name, mime, bytes: new Uint8Array(Buffer.from(data, 'base64')) } }
}

type Wired = { phone: Phone; message: PhoneMessage; session: Session }

/** Each engine answers with what it has. */
function sentAnswer({ engine }: World, { phone, message }: Wired) {
  const remote = addressOf(phone)
  const whole = `true_${remote}_${message.id}`
  switch (engine) {
    case 'NOWEB': {
      const remoteJid = remote.replace('c.us', 's.whatsapp.net')
      return { key: { remoteJid, fromMe: true, id: message.id }, status: 'PENDING' }
    }
    case 'GOWS':
      return { id: whole, _data: null }
    case 'WEBJS':
      return { _data: {}, id: { fromMe: true, remote, id: message.id, _serialized: whole } }
  }
}

export function deliverTo(chatting: Chatting, wired: Wired) {
  if (wired.message.fate !== 'sent') return
  changeMessage(chatting.world, wired, { fate: 'delivered' })
  tellAck(chatting, wired, 2)
}

/** How far a message of ours got: 1 server, 2 device, 3 read, 4 played, -1 error. */
export function tellAck(
  { news, tellsAcks }: Chatting,
  { phone, message, session }: Wired,
  ack: number,
  error?: object,
) {
  if (!tellsAcks) return
  const jid = addressOf(phone)
  const payload = {
    id: `true_${jid}_${message.id}`,
    from: jid,
    to: null,
    participant: null,
    fromMe: true,
    ack,
    ackName: ACK_NAMES[ack + 1],
    ...(error && { error }),
  }
  news.tell(`${phone.number}/ack`, { session, event: 'message.ack', payload })
}

function takeReaction(
  { world }: Chatting,
  session: Session,
  { messageId, reaction }: Body<'reaction'>,
): Answer {
  const { jid = '', id = '' } = parseMessageId(messageId) ?? {}
  const phone = recipient(world, jid)
  const message = phone.messages.get(id)
  if (!message) return engineError('Message not found')
  changeMessage(world, { phone, message }, { reaction })
  return json(200, sentAnswer(world, { phone, message: { ...message, id: newId() }, session }))
}

function markSeen({ world }: Chatting, { chatId, messageIds, messageId }: Body<'sendSeen'>) {
  const phone = recipient(world, chatId)
  const named = [...(messageIds ?? []), ...(messageId ? [messageId] : [])]
  const ids = new Set(named.map((one) => parseMessageId(one)?.id))
  for (const message of phone.messages.values()) {
    const meant = named.length === 0 || ids.has(message.id)
    if (message.mine && meant) changeMessage(world, { phone, message }, { fate: 'read' })
  }
  return json(201, {})
}

const ACK_NAMES = ['ERROR', 'PENDING', 'SERVER', 'DEVICE', 'READ', 'PLAYED']
