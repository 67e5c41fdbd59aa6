import { createHash, randomBytes } from 'node:crypto'
import { createListeners } from '../../../stand-in/listeners.ts'
import type { Me, SessionConfig, SessionStatus } from '../wire.ts'

/** How the engine of this WAHA spells what it says. */
export type Engine = 'NOWEB' | 'GOWS' | 'WEBJS'

/** Everything the stand-in of WAHA knows: its sessions, and the phones of customers. */
export type World = {
  engine: Engine
  /** An older one says not where a message of ours was typed, takes no ids, and knows no LIDs. */
  isOld: boolean
  now: () => Date
  sessions: Map<string, Session>
  /** By number, digits only. */
  phones: Map<string, Phone>
  /** What lies in WAHA's folder of files: path to content. It is emptied every few minutes. */
  files: Map<string, StoredFile>
  changes: ReturnType<typeof createListeners<Change>>
}

export type Session = {
  name: string
  status: SessionStatus
  config: SessionConfig
  /** The account that is linked; it stays while the session is stopped. */
  me: Me | undefined
  /** What has to be scanned now, and how many were shown before. */
  qr: { code: string; place: number } | undefined
}

export type Phone = {
  number: string
  lid: string
  name: string
  /** Comes to us by his LID. Whether WAHA can say whose it is depends. */
  hides: 'nothing' | 'number' | 'number-for-good'
  /** Messages to a phone that is off are not delivered until it is on again. */
  online: boolean
  typing: boolean
  messages: Map<string, PhoneMessage>
}

/** A message as the customer's phone shows it. */
export type PhoneMessage = {
  id: string
  session: string
  mine: boolean
  at: Date
  text: string
  file?: StoredFile
  location?: { latitude: number; longitude: number }
  replyTo?: string
  reaction?: string
  /** Of ours: how far it got. Of theirs: whether we have read it. */
  fate: 'sent' | 'delivered' | 'read' | 'failed'
}

export type StoredFile = { name: string; mime: string; bytes: Uint8Array }

/** What an open page wants to be told. */
export type Change =
  | { what: 'added' | 'edited'; phone: string; message: PhoneMessage }
  | { what: 'removed'; phone: string; id: string }
  | { what: 'typing'; phone: string }
  | { what: 'session'; name: string }

export function createWorld(given: Pick<World, 'engine' | 'isOld' | 'now'>): World {
  const changes = createListeners<Change>()
  return { ...given, sessions: new Map(), phones: new Map(), files: new Map(), changes }
}

/** The phone of a number; one that was never seen is switched on for the first time. */
export function phoneOf(world: World, given: string): Phone {
  const number = digits(given)
  const known = world.phones.get(number)
  if (known) return known
  const phone: Phone = {
    number,
    lid: lidOf(number),
    name: `Customer ${number.slice(-4)}`,
    hides: 'nothing',
    online: true,
    typing: false,
    messages: new Map(),
  }
  world.phones.set(number, phone)
  return phone
}

/** The address WAHA uses for somebody. */
export const addressOf = ({ number, lid, hides }: Phone) =>
  hides === 'nothing' ? `${number}@c.us` : `${lid}@lid`

/** Whose address it is, by number or LID; a number that is nobody's yet is somebody's now. */
export function findPhone(world: World, chatId: string): Phone | undefined {
  const [user = '', server] = chatId.split('@')
  if (server === 'lid') return [...world.phones.values()].find(({ lid }) => lid === user)
  return /^\d{7,15}$/.test(user) ? phoneOf(world, user) : undefined
}

export function addMessage(world: World, phone: Phone, message: PhoneMessage) {
  // Whoever gets the same id twice has one message.
  const known = phone.messages.has(message.id)
  phone.messages.set(message.id, message)
  world.changes.tell({ what: known ? 'edited' : 'added', phone: phone.number, message })
}

export function changeMessage(
  world: World,
  { phone, message }: { phone: Phone; message: PhoneMessage },
  changed: Partial<PhoneMessage>,
) {
  Object.assign(message, changed)
  world.changes.tell({ what: 'edited', phone: phone.number, message })
}

export const digits = (number: string) => number.replaceAll(/\D/g, '')
export const newId = () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`
/** As a phone makes it. */
export const newPhoneId = () => randomBytes(16).toString('hex').toUpperCase()
export const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** The same after every start, as the real one is. */
function lidOf(number: string) {
  const print = createHash('sha256').update(number).digest('hex').slice(0, 12)
  return String(10n ** 14n + BigInt(`0x${print}`))
}
