import { createHash, randomBytes } from 'node:crypto'
import { createListeners } from '../../../stand-in/listeners.ts'
import type { Price } from './prices.ts'

/** Everything the stand-in of WhatsApp knows: the phones of customers, and files on the way. */
export type World = {
  business: Business
  now: () => Date
  countsHours: boolean
  /** By number, digits only. */
  phones: Map<string, Phone>
  media: Map<string, StoredMedia>
  /** By `name/language`. */
  templates: Map<string, StoredTemplate>
  templatesPerPage: number
  /** Headers that are being shown to Meta: uploads begun, with their length, and handles given. */
  uploads: Map<string, number>
  samples: Set<string>
  standing: Standing
  changes: ReturnType<typeof createListeners<Change>>
}

export type Business = { phoneNumberId: string; wabaId: string; number: string; name: string }

/** What Meta thinks of the number. */
export type Standing = {
  quality_rating: string
  name_status: string
  status: string
  throughput: { level: string }
  whatsapp_business_manager_messaging_limit: string
}

export type StoredTemplate = {
  id: string
  name: string
  language: string
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION'
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED'
  reason?: string
  body: string
  header?: 'IMAGE' | 'DOCUMENT'
}

export type Phone = {
  number: string
  /** What businesses may know somebody by who hides his number. */
  bsuid: string
  name: string
  username?: string
  hidesNumber: boolean
  /** Messages to a phone that is off are not delivered until it is on again. */
  online: boolean
  lastWroteAt?: Date
  /** When they last came from an ad: three days of ours cost nothing then. */
  fromAdAt?: Date
  /** The phone shows that we are writing, until our next message or this moment. */
  typingUntil?: Date
  messages: Map<string, PhoneMessage>
}

/** A message as the customer's phone shows it. */
export type PhoneMessage = {
  id: string
  mine: boolean
  at: Date
  text: string
  buttons?: { id: string; title: string }[]
  list?: { button: string; rows: { id: string; title: string; description?: string }[] }
  file?: StoredMedia
  location?: { latitude: number; longitude: number }
  replyTo?: string
  reaction?: string
  /** Of ours: what Meta asks for it. */
  price?: Price
  /** Of ours: how far it got. Of theirs: whether we have read it. */
  fate: 'sent' | 'delivered' | 'read' | 'failed'
}

export type StoredMedia = {
  id: string
  name: string
  mime: string
  bytes: Uint8Array
  uploadedAt: Date
}

/** What an open page wants to be told. */
export type Change =
  | { what: 'added' | 'edited'; phone: string; message: PhoneMessage }
  | { what: 'removed'; phone: string; id: string }
  | { what: 'typing'; phone: string; on: boolean }

export function createWorld(
  given: Pick<World, 'business' | 'now' | 'countsHours' | 'templatesPerPage'>,
): World {
  const changes = createListeners<Change>()
  return {
    ...given,
    phones: new Map(),
    media: new Map(),
    templates: new Map(),
    uploads: new Map(),
    samples: new Set(),
    standing: {
      quality_rating: 'GREEN',
      name_status: 'APPROVED',
      status: 'CONNECTED',
      throughput: { level: 'STANDARD' },
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
    },
    changes,
  }
}

/** The phone of a number; one that was never seen is switched on for the first time. */
export function phoneOf(world: World, given: string): Phone {
  const number = digits(given)
  const known = world.phones.get(number)
  if (known) return known
  const phone: Phone = {
    number,
    bsuid: bsuidOf(number),
    name: `Customer ${number.slice(-4)}`,
    hidesNumber: false,
    online: true,
    messages: new Map(),
  }
  world.phones.set(number, phone)
  return phone
}

export function addMessage(world: World, phone: Phone, message: PhoneMessage) {
  phone.messages.set(message.id, message)
  world.changes.tell({ what: 'added', phone: phone.number, message })
}

export function changeMessage(
  world: World,
  phone: Phone,
  message: PhoneMessage,
  changed: Partial<PhoneMessage>,
) {
  Object.assign(message, changed)
  world.changes.tell({ what: 'edited', phone: phone.number, message })
}

export const digits = (number: string) => number.replaceAll(/\D/g, '')
export const newMessageId = () => `wamid.${randomBytes(30).toString('base64')}`

/** The same after every start, as the real one is. */
function bsuidOf(number: string) {
  const print = createHash('sha256').update(number).digest('hex').slice(0, 13)
  return `ID.${BigInt(`0x${print}`)}`
}
