import type { BotApi } from '../bots/telegram/stand-in/bot-api.ts'
import type { CloudApi } from '../bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { OWNER } from './sandbox.ts'

/** A message as the page draws it, whichever phone it is on. */
export type Bubble = {
  id: string
  mine: boolean
  text: string
  at: string
  buttons: { key: string; label: string }[][]
  edited?: true
  status?: string
  ad?: string
  file?: { url: string; name: string; mime: string }
}

export const AD = {
  source_type: 'ad' as const,
  source_id: '120210000000000001',
  source_url: 'https://fb.me/umroh-berkah',
  headline: 'Umroh Berkah 12 Hari, mulai 29 jutaan',
  body: 'Hotel dekat, pembimbing sunnah. Klik untuk tanya jadwal.',
  ctwa_clid: 'ARAkSandboxClickId',
}

export function customerBubbles(
  whatsapp: CloudApi,
  number: string,
  ad: { headline: string; messageId: string } | undefined,
): Bubble[] {
  return whatsapp.messages(number).map((message) => ({
    id: message.id,
    mine: message.mine,
    text: message.text,
    at: message.at.toISOString(),
    buttons: [
      ...(message.buttons ?? []).map(({ id, title }) => [{ key: id, label: title }]),
      ...(message.list?.rows ?? []).map(({ id, title, description }) => [
        { key: id, label: description ? `${title} · ${description}` : title },
      ]),
    ],
    status: message.fate,
    ...(ad?.messageId === message.id && { ad: ad.headline }),
    ...(message.file && { file: fileOf('wa', message.file) }),
  }))
}

export function ownerBubbles(telegram: BotApi): Bubble[] {
  return telegram.messages(OWNER.id).map((message) => ({
    id: String(message.id),
    mine: message.mine,
    text: message.text,
    at: message.at.toISOString(),
    buttons: (message.buttons ?? []).map((row) =>
      row.flatMap(({ label, data }) => (data === undefined ? [] : [{ key: data, label }])),
    ),
    ...(message.edited && { edited: true as const }),
    ...(message.file && { file: fileOf('tg', message.file) }),
  }))
}

function fileOf(
  phone: 'wa' | 'tg',
  { id, name, mime }: { id: string; name: string; mime: string },
) {
  return { url: `/sandbox/file/${phone}/${encodeURIComponent(id)}`, name, mime }
}
