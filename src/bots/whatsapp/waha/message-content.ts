import type { Inbound, MediaKind } from '../../../domain/messages/inbound.ts'
import { mediaRefOf } from './media.ts'
import { asRecord } from './message-id.ts'
import type { WahaLocation, WahaMessage } from './wire.ts'

type Spoken = Extract<Inbound, { kind: 'message' }>
export type Content = Pick<Spoken, 'text' | 'media' | 'location'>

/** What a message says, or nothing where it is of a kind we have no words for. */
export function contentOf(message: WahaMessage): Content | undefined {
  const words = typeof message.body === 'string' ? message.body : ''
  if (message.hasMedia || message.media?.url) return { text: words, ...mediaOf(message) }
  const place = placeOf(message.location)
  // A browser's engine gives the picture of the map as the words.
  if (place) return { text: placeName(message.location), location: place }
  const people = Array.isArray(message.vCards) ? message.vCards.map(personIn).filter(Boolean) : []
  if (people.length > 0) return { text: people.join('\n') }
  return words === '' ? undefined : { text: words }
}

/** Whether WhatsApp has yet to hand over the words: the phone that has them is asked. */
export function isStub({ _data }: WahaMessage): boolean {
  const { messageStubType, type } = asRecord(_data)
  return messageStubType === 2 || messageStubType === 'CIPHERTEXT' || type === 'ciphertext'
}

function mediaOf(message: WahaMessage): Pick<Content, 'media'> {
  const { mimetype, filename } = message.media ?? {}
  const ref = mediaRefOf(message)
  if (!ref) return {}
  const mime = mimetype ?? undefined
  return {
    media: {
      kind: kindOf(message, mime),
      ref,
      ...(mime && { mime }),
      ...(filename && { name: filename }),
    },
  }
}

/** Only documents have a name; the rest goes by what it is. */
function kindOf({ media, _data }: WahaMessage, mime: string | undefined): MediaKind {
  if (isSticker(_data) || mime === 'image/webp') return 'sticker'
  if (media?.filename) return 'document'
  const [family] = (mime ?? '').split('/')
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'document'
}

function isSticker(data: unknown) {
  const { message, Message, type } = asRecord(data)
  return type === 'sticker' || 'stickerMessage' in { ...asRecord(message), ...asRecord(Message) }
}

function placeOf(location: WahaLocation | null | undefined): Content['location'] {
  const [latitude, longitude] = [number(location?.latitude), number(location?.longitude)]
  return Number.isFinite(latitude) && Number.isFinite(longitude)
    ? { latitude, longitude }
    : undefined
}

function placeName(location: WahaLocation | null | undefined) {
  const { name, address, description } = location ?? {}
  const said = [name, address].filter(Boolean)
  return (said.length > 0 ? said : [description].filter(Boolean)).join(', ')
}

/** The name on a card and its numbers. */
function personIn(card: unknown): string {
  const lines = typeof card === 'string' ? card.split(/\r?\n/) : []
  const values = (key: RegExp) =>
    lines.filter((line) => key.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim())
  return [...values(/^FN[;:]/i).slice(0, 1), ...values(/^(item\d+\.)?TEL[;:]/i)]
    .filter(Boolean)
    .join(' ')
}

const number = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN
