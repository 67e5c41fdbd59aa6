import { checkMessage, type Message } from './check-message.ts'
import { failure, Refused } from './graph-answers.ts'
import { contentOf } from './message-content.ts'
import type { News } from './news.ts'
import { isOpen, priceOf } from './prices.ts'
import {
  addMessage,
  changeMessage,
  digits,
  newMessageId,
  type Phone,
  type PhoneMessage,
  phoneOf,
  type World,
} from './world.ts'

export type Posted = { world: World; news: News; tellStatuses: boolean }

/** `POST /<number>/messages`: a message to a customer, or the sign that his was read. */
export function takeMessage(posted: Posted, given: unknown, failsWith?: Refused) {
  const { world } = posted
  if ((given as { status?: unknown } | null)?.status === 'read') return markRead(world, given)
  const message = checkMessage(given)
  const phone = recipientOf(world, message)
  if (message.type === 'reaction') return react(posted, phone, message)
  const { category, ...content } = contentOf(world, message)
  if (message.type !== 'template') checkWindow(world, phone)
  // A code goes to a number, so that nobody reads it who only took a name.
  else if (category === 'authentication' && message.to === undefined) throw new Refused(131_062)

  const replyTo = message.context && { replyTo: message.context.message_id }
  const sent: PhoneMessage = {
    id: newMessageId(),
    mine: false,
    at: world.now(),
    ...content,
    ...replyTo,
    price: priceOf(world, phone, category),
    fate: failsWith ? 'failed' : 'sent',
  }
  if (failsWith) tellStatus(posted, phone, sent, failsWith)
  else {
    stopTyping(world, phone)
    addMessage(world, phone, sent)
    tellStatus(posted, phone, sent)
    if (phone.online) tellDelivered(posted, phone, sent)
  }
  return accepted(phone, message, sent.id)
}

/** An emoji on a message of the chat; an empty one takes it away. It is told of only as sent. */
function react(posted: Posted, phone: Phone, message: Extract<Message, { type: 'reaction' }>) {
  const { world } = posted
  const { message_id, emoji } = message.reaction
  const about = phone.messages.get(message_id)
  if (!about) throw new Refused(131_009, 'message_id is not a message of this chat')
  checkWindow(world, phone)
  changeMessage(world, phone, about, { reaction: emoji })
  return accepted(phone, message, newMessageId())
}

function accepted(phone: Phone, message: Message, id: string) {
  const input = message.to ?? message.recipient
  const known = message.to ? { wa_id: phone.number } : { user_id: phone.bsuid }
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...known }],
    messages: [{ id, message_status: 'accepted' }],
  }
}

export function tellDelivered(posted: Posted, phone: Phone, message: PhoneMessage) {
  changeMessage(posted.world, phone, message, { fate: 'delivered' })
  tellStatus(posted, phone, message)
}

/** Tells the business how far a message got. */
export function tellStatus(posted: Posted, phone: Phone, message: PhoneMessage, why?: Refused) {
  const { world, news, tellStatuses } = posted
  if (!tellStatuses) return
  const { number, bsuid, hidesNumber } = phone
  const status = {
    id: message.id,
    status: message.fate,
    timestamp: String(Math.floor(world.now().getTime() / 1000)),
    ...(hidesNumber ? {} : { recipient_id: number }),
    recipient_user_id: bsuid,
    ...(why ? { errors: [failure(why)] } : pricedAs(message)),
  }
  news.tell(`${number}/status`, { statuses: [status] })
}

function recipientOf(world: World, { type, to, recipient }: Message): Phone {
  if (to === undefined && recipient === undefined) throw new Refused(131_008, 'to is required')
  if (to !== undefined && !/^\+?[\d ()-]{7,20}$/.test(to)) {
    throw new Refused(131_009, 'to must be a phone number')
  }
  // A template may be the first that somebody hears of us.
  if (to !== undefined && type === 'template') return phoneOf(world, to)
  const all = [...world.phones.values()]
  const phone =
    to === undefined ? all.find(({ bsuid }) => bsuid === recipient) : world.phones.get(digits(to))
  // Nobody we know of: either not on WhatsApp, or never wrote to us.
  if (!phone) throw new Refused(recipient ? 131_026 : 131_047)
  return phone
}

function checkWindow(world: World, phone: Phone) {
  if (isOpen(world, phone) || !world.countsHours) return
  const why =
    'Message failed to send because more than 24 hours have passed since the customer last replied'
  throw new Refused(131_047, why)
}

function markRead(world: World, given: unknown) {
  const { message_id, typing_indicator } = given as Record<string, unknown>
  for (const phone of world.phones.values()) {
    const message = phone.messages.get(String(message_id))
    if (!message?.mine) continue
    readUpTo(world, phone, message)
    if (typing_indicator) startTyping(world, phone, typing_indicator)
    return { success: true }
  }
  throw new Refused(131_009, 'message_id is not a message we got')
}

/** Whatever they wrote before it is read with it. */
function readUpTo(world: World, phone: Phone, last: PhoneMessage) {
  for (const message of phone.messages.values()) {
    if (message.mine && message.fate !== 'read') {
      changeMessage(world, phone, message, { fate: 'read' })
    }
    if (message === last) return
  }
}

function startTyping(world: World, phone: Phone, given: unknown) {
  if ((given as { type?: unknown }).type !== 'text') throw new Refused(131_009, 'typing_indicator')
  phone.typingUntil = new Date(world.now().getTime() + TYPING_MS)
  world.changes.tell({ what: 'typing', phone: phone.number, on: true })
}

function stopTyping(world: World, phone: Phone) {
  if (!phone.typingUntil) return
  delete phone.typingUntil
  world.changes.tell({ what: 'typing', phone: phone.number, on: false })
}

function pricedAs({ price }: PhoneMessage) {
  const pricing = { pricing_model: 'PMP', ...price }
  return { conversation: { id: 'c0ffee', origin: { type: pricing.category } }, pricing }
}

const TYPING_MS = 25_000
