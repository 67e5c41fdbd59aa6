import type { BotApi } from '../bots/telegram/stand-in/bot-api.ts'
import type { CloudApi } from '../bots/whatsapp/cloud/stand-in/cloud-api.ts'
import type { CustomerPhone } from './customer-phone.ts'

/** A message as the page draws it, whichever phone it is on. */
export type Bubble = {
  id: string
  mine: boolean
  text: string
  at: string
  buttons: Button[][]
  /** Choices that open from one button. */
  list?: { button: string; rows: { key: string; label: string; about?: string }[] }
  /** What it answers. */
  quote?: { mine: boolean; text: string }
  place?: { latitude: number; longitude: number }
  reaction?: string
  edited?: true
  status?: string
  ad?: string
  file?: { url: string; name: string; mime: string; kilobytes: number }
}

type Button = { label: string } & ({ key: string } | { url: string })

export const AD = {
  source_type: 'ad' as const,
  source_id: '120210000000000001',
  source_url: 'https://fb.me/umroh-berkah',
  headline: 'Umroh Berkah 12 Hari, mulai 29 jutaan',
  body: 'Hotel dekat, pembimbing sunnah. Klik untuk tanya jadwal.',
  ctwa_clid: 'ARAkSandboxClickId',
}

export function customerBubbles(
  { messages: all }: CustomerPhone,
  ad: { headline: string; messageId: string } | undefined,
): Bubble[] {
  const messages = all()
  const quoted = quoteFrom(messages)
  return messages.map((message) => ({
    id: message.id,
    ...commonOf('wa', message),
    ...quoted(message.replyTo),
    buttons: buttonsOf(message),
    ...('list' in message && message.list && { list: listOf(message.list) }),
    ...('edited' in message && { edited: true as const }),
    status: message.fate,
    ...(ad?.messageId === message.id && { ad: ad.headline }),
  }))
}

/** Linked numbers have no buttons. */
function buttonsOf(message: ReturnType<CustomerPhone['messages']>[number]): Button[][] {
  if (!('buttons' in message)) return []
  return (message.buttons ?? []).map(({ id, title }) => [{ key: id, label: title }])
}

export function ownerBubbles(messages: ReturnType<BotApi['messages']>): Bubble[] {
  const quoted = quoteFrom(messages)
  return messages.map((message) => ({
    id: String(message.id),
    ...commonOf('tg', message),
    ...quoted(message.replyTo),
    buttons: (message.buttons ?? []).map((row) => row.flatMap(tgButton)),
    ...(message.edited && { edited: true as const }),
  }))
}

function tgButton({ label, data, url }: { label: string; data?: string; url?: string }): Button[] {
  if (data !== undefined) return [{ key: data, label }]
  return url === undefined ? [] : [{ url, label }]
}

type Message =
  | ReturnType<CustomerPhone['messages']>[number]
  | ReturnType<BotApi['messages']>[number]

function commonOf(phone: 'wa' | 'tg', { mine, text, at, file, location, reaction }: Message) {
  return {
    mine,
    text,
    at: at.toISOString(),
    ...(file && { file: fileOf(phone, file) }),
    ...(location && { place: location }),
    ...(reaction !== undefined && { reaction }),
  }
}

const LONGEST_QUOTE = 140

function quoteFrom(messages: Message[]) {
  const byId = new Map(messages.map((message) => [String(message.id), message]))
  return (id: string | number | undefined): Pick<Bubble, 'quote'> => {
    const about = id === undefined ? undefined : byId.get(String(id))
    if (!about) return {}
    const { mine, text, file } = about
    return { quote: { mine, text: (text || (file?.name ?? '')).slice(0, LONGEST_QUOTE) } }
  }
}

type List = NonNullable<ReturnType<CloudApi['messages']>[number]['list']>

function listOf({ button, rows }: List): NonNullable<Bubble['list']> {
  return {
    button,
    rows: rows.map(({ id, title, description }) => ({
      key: id,
      label: title,
      ...(description && { about: description }),
    })),
  }
}

type StoredFile = { id: string; name: string; mime: string; bytes: Uint8Array }

function fileOf(phone: 'wa' | 'tg', { id, name, mime, bytes }: StoredFile) {
  const url = `/sandbox/file/${phone}/${encodeURIComponent(id)}`
  return { url, name, mime, kilobytes: Math.ceil(bytes.length / 1024) }
}
