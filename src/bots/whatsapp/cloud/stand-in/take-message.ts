import { checkMessage, type Message } from './check-message.ts'
import { failure, Refused } from './graph-answers.ts'
import { findMedia } from './media-shelf.ts'
import type { News } from './news.ts'
import {
  addMessage,
  changeMessage,
  digits,
  newMessageId,
  type Phone,
  type PhoneMessage,
  type World,
} from './world.ts'

export type Posted = { world: World; news: News; tellStatuses: boolean }

/** `POST /<number>/messages`: a message to a customer, or the sign that his was read. */
export function takeMessage(posted: Posted, given: unknown, failsWith?: Refused) {
  const { world } = posted
  if ((given as { status?: unknown } | null)?.status === 'read') return markRead(world, given)
  const message = checkMessage(given)
  const phone = recipientOf(world, message)
  const content = contentOf(world, message)
  checkWindow(world, phone)

  const replyTo = message.context && { replyTo: message.context.message_id }
  const sent: PhoneMessage = {
    id: newMessageId(),
    mine: false,
    at: world.now(),
    ...content,
    ...replyTo,
    fate: failsWith ? 'failed' : 'sent',
  }
  if (failsWith) tellStatus(posted, phone, sent, failsWith)
  else {
    addMessage(world, phone, sent)
    tellStatus(posted, phone, sent)
    if (phone.online) tellDelivered(posted, phone, sent)
  }
  const input = message.to ?? message.recipient
  const known = message.to ? { wa_id: phone.number } : { user_id: phone.bsuid }
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...known }],
    messages: [{ id: sent.id, message_status: 'accepted' }],
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
    ...(why ? { errors: [failure(why)] } : PRICED),
  }
  news.tell(`${number}/status`, { statuses: [status] })
}

function recipientOf({ phones }: World, { to, recipient }: Message): Phone {
  if (to === undefined && recipient === undefined) throw new Refused(131_008, 'to is required')
  if (to !== undefined && !/^\+?[\d ()-]{7,20}$/.test(to)) {
    throw new Refused(131_009, 'to must be a phone number')
  }
  const all = [...phones.values()]
  const phone =
    to === undefined ? all.find(({ bsuid }) => bsuid === recipient) : phones.get(digits(to))
  // Nobody we know of: either not on WhatsApp, or never wrote to us.
  if (!phone) throw new Refused(recipient ? 131_026 : 131_047)
  return phone
}

/** Free words may be said for 24 hours after the customer last wrote. */
function checkWindow({ now, countsHours }: World, { lastWroteAt }: Phone) {
  const open = lastWroteAt && now().getTime() - lastWroteAt.getTime() < 24 * 3_600_000
  if (open || !countsHours) return
  const why =
    'Message failed to send because more than 24 hours have passed since the customer last replied'
  throw new Refused(131_047, why)
}

function contentOf(
  world: World,
  message: Message,
): Pick<PhoneMessage, 'text' | 'buttons' | 'list' | 'file'> {
  switch (message.type) {
    case 'text':
      return { text: message.text.body }
    case 'image':
      return { text: message.image.caption ?? '', ...fileOf(world, message.image) }
    case 'document':
      return { text: message.document.caption ?? '', ...fileOf(world, message.document) }
    case 'interactive': {
      const { interactive } = message
      const { header } = interactive
      const text = interactive.body.text
      if (interactive.type === 'list') {
        const { button, sections } = interactive.action
        const rows = sections.flatMap(({ rows }) => rows.map(withoutGaps))
        return { text, list: { button, rows } }
      }
      const file =
        header?.type === 'image'
          ? header.image
          : header?.type === 'document'
            ? header.document
            : undefined
      const buttons = interactive.action.buttons.map(({ reply }) => reply)
      return { text, buttons, ...(file && fileOf(world, file)) }
    }
  }
}

function withoutGaps({
  id,
  title,
  description,
}: {
  id: string
  title: string
  description?: string | undefined
}) {
  return { id, title, ...(description !== undefined && { description }) }
}

function fileOf(
  world: World,
  { id, filename }: { id?: string | undefined; filename?: string | undefined },
) {
  if (id === undefined) throw new Refused(100, 'this stand-in fetches nothing by link')
  const media = findMedia(world, id)
  return { file: { ...media, name: filename ?? media.name } }
}

function markRead(world: World, given: unknown) {
  const { message_id, typing_indicator } = given as Record<string, unknown>
  for (const phone of world.phones.values()) {
    const message = phone.messages.get(String(message_id))
    if (!message?.mine) continue
    changeMessage(world, phone, message, { fate: 'read' })
    if (typing_indicator) world.changes.tell({ what: 'typing', phone: phone.number })
    return { success: true }
  }
  throw new Refused(131_009, 'message_id is not a message we got')
}

const PRICED = {
  conversation: { id: 'c0ffee', origin: { type: 'service' } },
  pricing: { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' },
}
