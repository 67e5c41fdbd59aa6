import {
  getContentType,
  type MediaType,
  normalizeMessageContent,
  proto,
} from '@whiskeysockets/baileys'
import type { MediaReference } from './media-server.ts'
import { type Account, type Person, type World } from './world.ts'

/** A message of a business, as the customer's phone shows it. */
export type Received = {
  id: string
  /** The number of the business. */
  account: string
  at: Date
  /** `text`, `image`, `document`, `reaction`, `location` …, or WhatsApp's own name for the rest. */
  kind: string
  text?: string | undefined
  media?:
    | { type: MediaType; mime: string; fileName?: string | undefined; bytes: Buffer }
    | undefined
  location?: { latitude: number; longitude: number } | undefined
  /** What it quotes, or reacts to. */
  about?: string | undefined
  /** What it said before it was edited. */
  edits: string[]
  revoked: boolean
  /** How often it arrived under this id. */
  times: number
  message: proto.IMessage
}

export type Arrived = { id: string; account: Account; message: proto.IMessage }

/** Puts what arrived where the person sees it: a new message, or a change of an old one. */
export async function takeContent(world: World, person: Person, arrived: Arrived) {
  const content = normalizeMessageContent(arrived.message) ?? {}
  const { protocolMessage } = content
  if (protocolMessage) return changeOld(world, person, protocolMessage)
  const old = person.received.find(
    ({ id, account }) => id === arrived.id && account === arrived.account.phone,
  )
  if (old) old.times += 1
  else person.received.push(await describe(world, arrived, content))
  tell(world, person, old ?? person.received.at(-1))
}

function changeOld(world: World, person: Person, change: proto.Message.IProtocolMessage) {
  const old = person.received.find(({ id }) => id === change.key?.id)
  if (!old) return
  if (change.type === proto.Message.ProtocolMessage.Type.REVOKE) old.revoked = true
  if (change.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) {
    old.edits.push(old.text ?? '')
    old.text = textOf(normalizeMessageContent(change.editedMessage) ?? {})
  }
  tell(world, person, old)
}

function tell(world: World, person: Person, message: Received | undefined) {
  if (!message) return
  const { account } = message
  world.changes.tell({ what: 'received', customer: person.key, account, message })
}

async function describe(
  world: World,
  arrived: Arrived,
  content: proto.IMessage,
): Promise<Received> {
  const kind = getContentType(content) ?? 'nothing'
  const { locationMessage: place, reactionMessage: reaction } = content
  return {
    id: arrived.id,
    account: arrived.account.phone,
    at: new Date(),
    kind: KINDS[kind] ?? kind,
    text: textOf(content),
    media: await mediaIn(world, content),
    location: place
      ? { latitude: place.degreesLatitude ?? 0, longitude: place.degreesLongitude ?? 0 }
      : undefined,
    about: reaction?.key?.id ?? contextOf(content)?.stanzaId ?? undefined,
    edits: [],
    revoked: false,
    times: 1,
    message: arrived.message,
  }
}

export function textOf(content: proto.IMessage): string | undefined {
  const { imageMessage, videoMessage, documentMessage, locationMessage } = content
  const captioned = imageMessage ?? videoMessage ?? documentMessage
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    content.reactionMessage?.text ??
    captioned?.caption ??
    locationMessage?.name ??
    undefined
  )
}

function contextOf(content: proto.IMessage) {
  const { extendedTextMessage, imageMessage, videoMessage, audioMessage, documentMessage } = content
  const one = extendedTextMessage ?? imageMessage ?? videoMessage ?? audioMessage ?? documentMessage
  return one?.contextInfo
}

async function mediaIn(world: World, content: proto.IMessage): Promise<Received['media']> {
  for (const type of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
    const media: (MediaReference & Described) | null | undefined = content[`${type}Message`]
    if (!media) continue
    const bytes = await world.shelf.open(media, type)
    const { mimetype, fileName } = media
    if (bytes) return { type, mime: mimetype ?? '', fileName: fileName ?? undefined, bytes }
  }
}

type Described = { mimetype?: string | null; fileName?: string | null }

const KINDS: Record<string, string> = {
  conversation: 'text',
  extendedTextMessage: 'text',
  imageMessage: 'image',
  videoMessage: 'video',
  audioMessage: 'audio',
  documentMessage: 'document',
  stickerMessage: 'sticker',
  locationMessage: 'location',
  reactionMessage: 'reaction',
}
