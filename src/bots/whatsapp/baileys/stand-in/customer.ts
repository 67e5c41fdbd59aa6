import { type MediaType, proto } from '@whiskeysockets/baileys'
import { adMessage, type Ad } from './ad.ts'
import type { Received } from './received.ts'
import { askAgain, tellReceipt } from './relay.ts'
import { createSignalPeer, type SignalPeer } from './signal-peer.ts'
import {
  type Account,
  addressesOf,
  digits,
  lidJid,
  newLid,
  type Person,
  phoneJid,
  type World,
} from './world.ts'
import { type Outgoing, type SendOptions, write } from './write.ts'

export type CustomerOptions = {
  /** Absent: one who hides it, known only by the LID. */
  phone?: string
  lid?: string
  name?: string
  /** What the stanzas come from; the LID, as most do today. */
  addressing?: 'lid' | 'pn'
  /** What the phone says by itself about messages of businesses; `delivered`, if not said. */
  receipts?: Person['receipts']
  /** For load: takes messages without reading them. */
  blind?: boolean
}

export type Media = {
  type: 'image' | 'video' | 'audio' | 'document'
  bytes: Uint8Array
  mime: string
  caption?: string
  fileName?: string
  seconds?: number
  /** A voice note. */
  voice?: boolean
}

export type Place = { latitude: number; longitude: number; name?: string; address?: string }

/** A customer's phone. `to` is the number of a business. Every send gives the message's id. */
export type Customer = ReturnType<typeof createCustomer>

export function createCustomer(world: World, person: Person) {
  const say = (to: string, outgoing: Outgoing) => {
    const account = accountAt(world, to)
    const message = outgoing.quote ? quoting(person, account, outgoing) : outgoing.message
    return write(person, account, { ...outgoing, message })
  }
  const keyIn = (to: string, id: string) => {
    const mine = person.sent.has(id)
    return { remoteJid: addressTo(person, accountAt(world, to)), fromMe: mine, id }
  }
  return {
    key: person.key,
    phone: person.phone,
    lid: person.lid,
    name: person.name,
    /** The address its messages come from. */
    jid: addressesOf(person).from,
    send: (to: string, message: proto.IMessage, options: SendOptions = {}) =>
      say(to, { ...options, message }),
    sendText: (to: string, text: string, options: SendOptions = {}) =>
      say(to, { ...options, message: { extendedTextMessage: { text } } }),
    async sendMedia(to: string, media: Media, options: SendOptions = {}) {
      return say(to, { ...options, type: 'media', message: await mediaMessage(world, media) })
    },
    sendLocation: (to: string, place: Place, options: SendOptions = {}) =>
      say(to, { ...options, type: 'media', message: { locationMessage: placeOf(place) } }),
    sendAd: (to: string, ad: Ad, options: SendOptions = {}) =>
      say(to, { ...options, message: adMessage(ad) }),
    /** An empty emoji takes the reaction back. */
    react: (to: string, id: string, emoji: string, options: SendOptions = {}) => {
      const reactionMessage = { key: keyIn(to, id), text: emoji, senderTimestampMs: Date.now() }
      return say(to, { ...options, type: 'reaction', message: { reactionMessage } })
    },
    edit: (to: string, id: string, text: string, options: SendOptions = {}) => {
      const type = proto.Message.ProtocolMessage.Type.MESSAGE_EDIT
      const editedMessage = { extendedTextMessage: { text } }
      const protocolMessage = { key: keyIn(to, id), type, editedMessage, timestampMs: Date.now() }
      const message = { editedMessage: { message: { protocolMessage } } }
      return say(to, { ...options, edit: '1', message })
    },
    revoke: (to: string, id: string, options: SendOptions = {}) => {
      const type = proto.Message.ProtocolMessage.Type.REVOKE
      const message = { protocolMessage: { key: keyIn(to, id), type } }
      return say(to, { ...options, edit: '7', message })
    },
    type(to: string, state: 'composing' | 'recording' | 'paused' = 'composing') {
      const media = state === 'recording' ? { media: 'audio' } : {}
      const content = [{ tag: state === 'paused' ? 'paused' : 'composing', attrs: media }]
      for (const { line } of accountAt(world, to).devices.values()) {
        line?.send({ tag: 'chatstate', attrs: { from: addressesOf(person).from }, content })
      }
    },
    /** Two grey ticks, where they do not come by themselves; everything, if no ids are given. */
    takeMessages: (to: string, ids?: string[]) => tellAbout(world, person, { to, ids }),
    /** Blue ticks. */
    readMessages: (to: string, ids?: string[]) =>
      tellAbout(world, person, { to, ids, type: 'read' }),
    /** As if this phone could not decrypt it. */
    askAgain(to: string, id: string) {
      for (const device of accountAt(world, to).devices.values()) {
        askAgain(person, device, { id, from: addressesOf(person).from })
      }
    },
    /** Changes what the phone says by itself. */
    setReceipts: (receipts: Person['receipts']) => void (person.receipts = receipts),
    received: (): Received[] => [...person.received],
    /** Their ids in the order in which they came, also of what could not be read at first. */
    arrived: (): string[] => [...person.arrived],
    /** How far a message of this customer got with the business. */
    fateOf: (id: string) => person.fates.get(id),
    /** What the business showed while it was typing. */
    typing: () => [...person.typing],
  }
}

export function addPerson(world: World, options: CustomerOptions): Person {
  const phone = options.phone === undefined ? undefined : digits(options.phone)
  const known =
    world.people.get(phone ? phoneJid(phone) : '') ?? world.people.get(lidJid(options.lid ?? ''))
  if (known) return known
  if (phone && world.accounts.has(phone)) throw new Error(`${phone} is a business.`)
  const lid = options.lid ?? newLid()
  const person = createPerson({ ...options, phone, lid })
  if (phone) world.people.set(phoneJid(phone), person)
  world.people.set(lidJid(lid), person)
  return person
}

type Known = Omit<CustomerOptions, 'phone'> & {
  phone: string | undefined
  lid: string
  saved?: string
}

export function createPerson({ phone, lid, name, addressing, saved, ...rest }: Known): Person {
  let peer: SignalPeer | undefined
  return {
    key: phone ?? lid,
    phone,
    lid,
    name: name ?? `Customer ${(phone ?? lid).slice(-4)}`,
    addressing: addressing ?? 'lid',
    receipts: rest.receipts ?? 'delivered',
    blind: rest.blind ?? false,
    // Keys cost time, and many customers of a load test never need any.
    peer: () => (peer ??= createSignalPeer(saved)),
    hasPeer: () => peer !== undefined || saved !== undefined,
    received: [],
    arrived: new Set(),
    sent: new Map(),
    fates: new Map(),
    typing: [],
    retries: new Map(),
  }
}

export function accountAt(world: World, number: string): Account {
  const account = world.accounts.get(digits(number))
  if (!account) throw new Error(`No business has linked ${number}.`)
  return account
}

function addressTo({ addressing, phone }: Person, account: Account) {
  return addressing === 'pn' && phone ? phoneJid(account.phone) : lidJid(account.lid)
}

function quoting(
  person: Person,
  account: Account,
  { message, quote = '' }: Outgoing,
): proto.IMessage {
  const mine = person.sent.get(quote)
  const theirs = person.received.find(({ id }) => id === quote)?.message
  const contextInfo = {
    stanzaId: quote,
    participant: mine ? addressesOf(person).from : addressTo(person, account),
    quotedMessage: mine ?? theirs ?? null,
  }
  const [kind] = Object.keys(message) as (keyof proto.IMessage)[]
  return kind ? { [kind]: { ...(message[kind] as object), contextInfo } } : message
}

type About = { to: string; ids: string[] | undefined; type?: 'read' }

function tellAbout(world: World, person: Person, { to, ids, type }: About) {
  const account = accountAt(world, to)
  const all = person.received.filter((one) => one.account === account.phone).map(({ id }) => id)
  for (const device of account.devices.values()) {
    for (const id of ids ?? all) {
      tellReceipt(device, { id, from: addressesOf(person).from, ...(type && { type }) })
    }
  }
}

async function mediaMessage(world: World, media: Media): Promise<proto.IMessage> {
  const { type, bytes, mime: mimetype, caption, fileName, seconds, voice } = media
  const mediaType: MediaType = voice ? 'ptt' : type
  const sealed = await world.shelf.seal(bytes, mediaType)
  const said = { caption, fileName, seconds, ...(voice && { ptt: true }) }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return { [`${type}Message`]: { ...sealed, mimetype, ...given } }
}

function placeOf({ latitude, longitude, name, address }: Place): proto.Message.ILocationMessage {
  return {
    degreesLatitude: latitude,
    degreesLongitude: longitude,
    ...(name && { name }),
    ...(address && { address }),
  }
}
