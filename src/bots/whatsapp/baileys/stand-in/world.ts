import { randomInt } from 'node:crypto'
import { type BinaryNode, jidDecode, type proto } from '@whiskeysockets/baileys'
import type { createListeners } from '../../../stand-in/listeners.ts'
import type { PlannedFaults } from './faults.ts'
import type { Line } from './line.ts'
import type { MediaShelf } from './media-server.ts'
import type { Received } from './received.ts'
import type { KeyBundle, SignalPeer } from './signal-peer.ts'

/** Everything the stand-in of WhatsApp knows. */
export type World = {
  /** By number, digits only. */
  accounts: Map<string, Account>
  accountsByLid: Map<string, Account>
  /** By address: a customer stands here under number and LID. */
  people: Map<string, Person>
  /** Lines that show a QR, by what is written in it. */
  unpaired: Map<string, Line>
  devices: Map<Line, Device>
  shelf: MediaShelf
  changes: ReturnType<typeof createListeners<Change>>
  /** Owners' phones read their copies of what linked devices send. */
  readsCopies: boolean
}

/** A number that a business has linked. Its devices are the phone itself (0) and the linked ones. */
export type Account = {
  phone: string
  lid: string
  name: string
  owner: SignalPeer
  devices: Map<number, Device>
  lastDeviceId: number
  faults: PlannedFaults
  /** Login is refused with this. */
  refusedWith?: number | undefined
  restriction?: Record<string, unknown> | undefined
  cap?: Record<string, unknown> | undefined
  /** What customers wrote, also where linked devices were not told the content. */
  onPhone: Map<string, proto.IWebMessageInfo>
  answersResends: boolean
  resendsAsked: string[]
  presence?: string | undefined
  /** How many messages of it reached a customer. */
  arrivals: number
}

export type Device = {
  account: Account
  id: number
  clientKey: Buffer
  keys: KeyBundle
  preKeys: { id: number; key: Uint8Array }[]
  line?: Line | undefined
  /** It has said that it wants to hear; before, things wait. */
  active: boolean
  hasHistory: boolean
  waiting: BinaryNode[]
  /** Said and not yet acknowledged; said again at the next login. */
  unacknowledged: Map<string, BinaryNode>
  heldBack: BinaryNode[]
  /** While it still takes what waited for it. */
  caughtUp?: (() => void) | undefined
}

/** Somebody who writes to businesses. */
export type Person = {
  /** How the tests and pages call it: the number, or the LID of one who hides it. */
  key: string
  phone: string | undefined
  lid: string
  name: string
  addressing: 'lid' | 'pn'
  receipts: 'read' | 'delivered' | 'none'
  /** Does not read what arrives: for load, where only arriving counts. */
  blind: boolean
  peer: () => SignalPeer
  hasPeer: () => boolean
  received: Received[]
  /** Ids in the order in which they came, also of what could not be read at first. */
  arrived: Set<string>
  sent: Map<string, proto.IMessage>
  /** How far each message got that this person sent. */
  fates: Map<string, 'delivered' | 'read'>
  typing: { account: string; state: string; at: Date }[]
  retries: Map<string, number>
}

export type Change =
  | { what: 'paired' | 'online' | 'offline' | 'unlinked'; account: string; device: number }
  | { what: 'received'; customer: string; account: string; message: Received }
  | { what: 'fate'; customer: string; account: string; id: string; fate: string }
  | { what: 'typing'; customer: string; account: string; state: string }

export const phoneJid = (phone: string) => `${phone}@s.whatsapp.net`
export const lidJid = (lid: string) => `${lid}@lid`
export const signalAddress = ({ account, id }: Device) => `${account.lid}:${id}@lid`
export const seconds = (at = new Date()) => String(Math.floor(at.getTime() / 1000))
export const digits = (number: string) => number.replaceAll(/\D/g, '')
export const newLid = () => String(randomInt(10 ** 13, 10 ** 14))
export const newStanzaId = () => String(randomInt(2 ** 40))

export type Found = { person: Person } | { account: Account; deviceId: number }

/** Whose address it is. */
export function find(world: World, jid: string): Found | undefined {
  const { user, server, device = 0 } = jidDecode(jid) ?? {}
  const person = world.people.get(`${user}@${server}`)
  if (person) return { person }
  const { accounts, accountsByLid } = world
  const account = (server === 'lid' ? accountsByLid : accounts).get(user ?? '')
  return account && { account, deviceId: device }
}

/** Where a person's stanzas come from, and by what other name it goes. */
export function addressesOf({ addressing, phone, lid }: Person) {
  if (addressing === 'pn' && phone) return { from: phoneJid(phone) }
  return {
    from: lidJid(lid),
    addressing_mode: 'lid',
    ...(phone && { sender_pn: phoneJid(phone) }),
  }
}

export function child(node: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return children(node).find((one) => one.tag === tag)
}

export function children(node: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(node?.content) ? node.content : []
}

export function bytesIn(node: BinaryNode | undefined): Uint8Array {
  const { content } = node ?? {}
  return content instanceof Uint8Array
    ? content
    : Buffer.from(typeof content === 'string' ? content : '')
}

/** Keeps the newest: a load test writes more than anybody will ask for. */
export function remember<T>(all: Map<string, T>, id: string, one: T) {
  all.set(id, one)
  const [oldest] = all.keys()
  if (all.size > MOST_REMEMBERED && oldest !== undefined) all.delete(oldest)
}

const MOST_REMEMBERED = 1000
