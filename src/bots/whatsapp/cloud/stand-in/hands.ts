import type { HandOver } from './hand-over.ts'
import { keepMedia } from './media-shelf.ts'
import { changeMessage, digits, phoneOf, type World } from './world.ts'

export type Person = { name?: string; username?: string; hidesNumber?: boolean }
export type Upload = { name: string; mime: string; bytes: Uint8Array; caption?: string }
/** What an ad leaves behind; Meta's own field names. */
export type AdClick = {
  source_type?: 'ad' | 'post'
  source_id: string
  source_url?: string
  headline?: string
  body?: string
  ctwa_clid?: string
}
export type Saying = { referral?: AdClick; replyTo?: string }

/** What customers do every day. Each returns the message's id. */
export function createHands(world: World, handOver: HandOver) {
  const us = world.business.number
  return {
    introduce(number: string, person: Person) {
      Object.assign(phoneOf(world, number), person)
    },

    say(number: string, text: string, { referral, replyTo }: Saying = {}) {
      const wire = {
        type: 'text',
        text: { body: text },
        ...(referral && { referral: { source_type: 'ad', ...referral } }),
        ...(replyTo && { context: { from: us, id: replyTo } }),
      }
      return handOver(phoneOf(world, number), wire, { text, ...(replyTo && { replyTo }) })
    },

    /** Taps a reply button, or chooses a row of a list, that the phone shows. */
    tapButton(number: string, messageId: string, key: string) {
      const phone = phoneOf(world, number)
      const { buttons, list } = phone.messages.get(messageId) ?? {}
      const button = buttons?.find(({ id }) => id === key)
      const tapped = button ?? list?.rows.find(({ id }) => id === key)
      if (!tapped) throw new Error(`There is no button ${key} to tap`)
      const type = button ? 'button_reply' : 'list_reply'
      const interactive = { type, [type]: tapped }
      const context = { from: us, id: messageId }
      const shown = { text: tapped.title, replyTo: messageId }
      return handOver(phone, { type: 'interactive', interactive, context }, shown)
    },

    sendMedia(number: string, { caption, ...upload }: Upload) {
      const file = keepMedia(world, upload)
      const kind = kindOf(file.mime)
      const about = {
        id: file.id,
        mime_type: file.mime,
        ...(caption !== undefined && { caption }),
        ...(kind === 'document' && { filename: file.name }),
        ...(kind === 'audio' && { voice: true }),
      }
      const shown = { text: caption ?? '', file }
      return handOver(phoneOf(world, number), { type: kind, [kind]: about }, shown)
    },

    shareLocation(number: string, location: { latitude: number; longitude: number }) {
      return handOver(phoneOf(world, number), { type: 'location', location }, { location })
    },

    shareContact(number: string, { name, phone }: { name: string; phone: string }) {
      const phones = [{ phone, wa_id: digits(phone), type: 'CELL' }]
      const contacts = [{ name: { formatted_name: name, first_name: name }, phones }]
      const shown = { text: `${name} ${phone}` }
      return handOver(phoneOf(world, number), { type: 'contacts', contacts }, shown)
    },

    react(number: string, messageId: string, emoji: string) {
      const phone = phoneOf(world, number)
      const message = phone.messages.get(messageId)
      if (message) changeMessage(world, phone, message, { reaction: emoji })
      // What is taken away again comes without an emoji.
      const reaction = { message_id: messageId, ...(emoji && { emoji }) }
      return handOver(phone, { type: 'reaction', reaction })
    },
  }
}

function kindOf(mime: string) {
  if (mime === 'image/webp') return 'sticker'
  const [family] = mime.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document'
}
