import type { Inbound, Referral } from '../../../domain/messages/inbound.ts'
import type { WireMessage, WireReferral } from './wire.ts'

type Spoken = Extract<Inbound, { kind: 'message' }>
export type Content = Pick<Spoken, 'text' | 'tap' | 'media' | 'location'>

/** What a message says, or nothing where it is of a kind we have no words for. */
export function contentOf(message: WireMessage): Content | undefined {
  const { type, text, button, location, contacts } = message
  switch (type) {
    case 'text':
      return { text: words(text?.body) }
    case 'interactive':
      return replyOf(message)
    case 'button':
      return { text: words(button?.text), ...tapped(button?.payload) }
    case 'location':
      return {
        text: [location?.name, location?.address].filter(Boolean).join(', '),
        ...placeOf(location),
      }
    case 'contacts':
      return { text: (contacts ?? []).map(contactWords).join('\n') }
    // The chat was opened, from an ad or a link, and nothing was said yet.
    case 'request_welcome':
      return { text: '' }
    case 'image':
    case 'document':
    case 'audio':
    case 'video':
    case 'sticker':
      return fileOf(type, message)
    case undefined:
    default:
      return undefined
  }
}

function replyOf({ interactive }: WireMessage): Content | undefined {
  const reply = interactive?.button_reply ?? interactive?.list_reply
  if (reply) return { text: words(reply.title), ...tapped(reply.id) }
  return interactive?.nfm_reply && { text: words(interactive.nfm_reply.body) }
}

function fileOf(kind: NonNullable<Content['media']>['kind'], message: WireMessage): Content {
  const { id, mime_type, filename, caption } = message[kind] ?? {}
  if (!id) return { text: words(caption) }
  const media = {
    kind,
    ref: id,
    ...(mime_type && { mime: mime_type }),
    ...(filename && { name: filename }),
  }
  return { text: words(caption), media }
}

function placeOf(location: WireMessage['location']): Pick<Content, 'location'> {
  const [latitude, longitude] = [Number(location?.latitude), Number(location?.longitude)]
  return Number.isFinite(latitude) && Number.isFinite(longitude)
    ? { location: { latitude, longitude } }
    : {}
}

function contactWords({ name, phones }: NonNullable<WireMessage['contacts']>[number]) {
  return [name?.formatted_name, ...(phones ?? []).map(({ phone }) => phone)]
    .filter(Boolean)
    .join(' ')
}

export function referralOf(referral: WireReferral | undefined): { referral?: Referral } {
  if (!referral) return {}
  const { source_type, source_id, source_url, ctwa_clid, headline, body } = referral
  return {
    referral: {
      source: source_type === 'post' ? 'post' : 'ad',
      ...(source_id && { adId: source_id }),
      ...(ctwa_clid && { clickId: ctwa_clid }),
      ...(source_url && { url: source_url }),
      ...(headline && { headline }),
      ...(body && { body }),
    },
  }
}

const words = (value: unknown) => (typeof value === 'string' ? value : '')
const tapped = (key: unknown) => (typeof key === 'string' && key ? { tap: key } : {})
