import type { Message } from 'grammy/types'
import type { Inbound } from '../../domain/messages/inbound.ts'

type Spoken = Extract<Inbound, { kind: 'message' }>
export type Content = Pick<Spoken, 'text' | 'media' | 'location'>

/** What a message says, or nothing when it is about something we have no words for: a poll, a pin. */
export function contentOf(message: Message): Content | undefined {
  const media = mediaOf(message)
  if (media) return { text: message.caption ?? '', media }
  if (message.text !== undefined) return { text: message.text }

  const { location, venue, contact } = message
  if (location) {
    const { latitude, longitude } = location
    const text = [venue?.title, venue?.address].filter(Boolean).join(', ')
    return { text, location: { latitude, longitude } }
  }
  if (contact) {
    const words = [contact.first_name, contact.last_name, international(contact.phone_number)]
    return { text: words.filter(Boolean).join(' ') }
  }
  return undefined
}

function mediaOf(message: Message): Spoken['media'] {
  // Sizes come smallest first.
  const photo = message.photo?.at(-1)
  if (photo) return { kind: 'image', ref: photo.file_id, mime: 'image/jpeg' }

  const { sticker, voice, audio, video, video_note, animation, document } = message
  if (sticker) return { kind: 'sticker', ref: sticker.file_id }
  // An animation comes with a `document` for old clients: it goes first.
  if (voice ?? audio) return media('audio', voice ?? audio)
  if (video ?? animation ?? video_note) return media('video', video ?? animation ?? video_note)
  return document && media('document', document)
}

type File = { file_id: string; mime_type?: string; file_name?: string }

function media(
  kind: NonNullable<Spoken['media']>['kind'],
  file: File | undefined,
): Spoken['media'] {
  return (
    file && {
      kind,
      ref: file.file_id,
      ...(file.mime_type && { mime: file.mime_type }),
      ...(file.file_name && { name: file.file_name }),
    }
  )
}

/** Phones share numbers with or without the plus. */
const international = (phone: string) => (/^[1-9]\d{7,}$/.test(phone) ? `+${phone}` : phone)
