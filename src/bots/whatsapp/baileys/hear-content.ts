import type { proto } from '@whiskeysockets/baileys'
import type { Inbound, MediaKind } from '../../../domain/messages/inbound.ts'
import { mediaRefOf } from './media-ref.ts'

type Spoken = Extract<Inbound, { kind: 'message' }>
export type Content = Pick<Spoken, 'text' | 'tap' | 'tapOn' | 'media' | 'location'>
export type Where = { id: string; jid: string }

/** What is in a message, out of everything that can be wrapped around it. */
export function unwrapped(message: proto.IMessage): proto.IMessage {
  let content = message
  for (let depth = 0; depth < DEEPEST; depth++) {
    const inner = WRAPPERS.map((name) => content[name]?.message).find(Boolean)
    const sent = content.deviceSentMessage?.message
    const next = inner ?? sent
    if (!next) return content
    content = next
  }
  return content
}

/** What a message says, or nothing where it is of a kind we have no words for. */
export function contentOf(content: proto.IMessage, where: Where): Content | undefined {
  const { conversation, extendedTextMessage } = content
  if (typeof conversation === 'string' && conversation !== '') return { text: conversation }
  if (extendedTextMessage) return { text: extendedTextMessage.text ?? '' }
  return fileIn(content, where) ?? placeIn(content) ?? tapIn(content) ?? cardIn(content)
}

function fileIn(content: proto.IMessage, where: Where): Content | undefined {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, stickerMessage } = content
  const { documentMessage } = content
  if (imageMessage) return fileOf('image', imageMessage, where)
  if (videoMessage) return fileOf('video', videoMessage, where)
  if (ptvMessage) return fileOf('video', ptvMessage, where)
  if (documentMessage) return fileOf('document', documentMessage, where)
  if (audioMessage) return fileOf('audio', audioMessage, where)
  if (stickerMessage) return fileOf('sticker', stickerMessage, where)
  return undefined
}

type File = Parameters<typeof mediaRefOf>[1] & { caption?: string | null; fileName?: string | null }

function fileOf(kind: MediaKind, file: File, where: Where): Content {
  const text = file.caption ?? ''
  const ref = mediaRefOf(kind, file, where)
  // A picture to be seen once may come to the phone alone.
  if (!ref) return { text }
  const media = {
    kind,
    ref,
    ...(file.mimetype && { mime: file.mimetype }),
    ...(file.fileName && { name: file.fileName }),
  }
  return { text, media }
}

function placeIn({ locationMessage, liveLocationMessage }: proto.IMessage): Content | undefined {
  const place = locationMessage ?? liveLocationMessage
  if (!place) return undefined
  const [latitude, longitude] = [Number(place.degreesLatitude), Number(place.degreesLongitude)]
  const named = locationMessage ?? {}
  const text = [named.name, named.address].filter(Boolean).join(', ')
  const known = Number.isFinite(latitude) && Number.isFinite(longitude)
  return { text, ...(known && { location: { latitude, longitude } }) }
}

/** We send no buttons, but others' programs answer as if we did. */
function tapIn(content: proto.IMessage): Content | undefined {
  const { buttonsResponseMessage, listResponseMessage, templateButtonReplyMessage } = content
  if (buttonsResponseMessage) {
    const { selectedDisplayText, selectedButtonId } = buttonsResponseMessage
    return tapped(selectedDisplayText, selectedButtonId)
  }
  if (listResponseMessage) {
    return tapped(listResponseMessage.title, listResponseMessage.singleSelectReply?.selectedRowId)
  }
  if (templateButtonReplyMessage) {
    const { selectedDisplayText, selectedId } = templateButtonReplyMessage
    return tapped(selectedDisplayText, selectedId)
  }
  const body = content.interactiveResponseMessage?.body?.text
  return body ? { text: body } : undefined
}

const tapped = (text: string | null | undefined, key: string | null | undefined) => ({
  text: text ?? '',
  ...(key && { tap: key }),
})

/** A name on a card and its numbers. */
function cardIn({ contactMessage, contactsArrayMessage }: proto.IMessage): Content | undefined {
  const cards = contactsArrayMessage?.contacts ?? (contactMessage ? [contactMessage] : [])
  if (cards.length === 0) return undefined
  const text = cards
    .map(({ displayName, vcard }) => {
      const numbers = [...(vcard ?? '').matchAll(/^(?:item\d+\.)?TEL[^:]*:(.+)$/gim)]
      return [displayName, ...numbers.map(([, number]) => number?.trim())].filter(Boolean).join(' ')
    })
    .join('\n')
  return { text }
}

const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'associatedChildMessage',
] as const
const DEEPEST = 6
