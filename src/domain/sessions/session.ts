import type { ChannelName, SessionState } from '../tables.ts'

/** Numbers that are linked by a QR; a Cloud number is made with Meta and only named here. */
export type LinkedChannel = 'baileys' | 'waha'
export type Connection = 'closed' | 'connecting' | 'qr' | 'open'

/** One WhatsApp number of ours. */
export type Session = {
  id: number
  channel: Exclude<ChannelName, 'telegram'>
  name: string
  title: string | null
  /** E.164, once known. */
  phone: string | null
  /** What the team wants of it. */
  state: SessionState
  stateSince: Date
  /** How the line is now; null where the channel keeps none: Cloud. */
  connection: Connection | null
  detail: string | null
  /** When it was connected last, and since when where its line is open. */
  connectedAt: Date | null
  heldBecause: string | null
  noNewChatsUntil: Date | null
  noSendingUntil: Date | null
  noPromoUntil: Date | null
  warmFrom: Date | null
  /** It is new, and may do a little more each day, unless the team chose otherwise. */
  warming: boolean
  /** Messages that wait to be sent from it, and those sent since the business day began. */
  queued: number
  sentToday: number
}

export const MAX_SESSIONS = 20

/** How long a QR is shown, over all its renewals, before somebody has to ask again. */
export const PAIRING_LASTS_MS = 3 * 60_000

export function isLinkedChannel(channel: ChannelName): channel is LinkedChannel {
  return channel === 'baileys' || channel === 'waha'
}

/** What the team calls it. */
export function nameOf({ title, name }: Pick<Session, 'title' | 'name'>): string {
  return title ?? name
}

/** "Toko Utama" is `toko-utama` where a name must be plain; undefined where nothing is left. */
export function plainName(typed: string): string | undefined {
  const name = typed
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '')
  return name.length > 0 && name.length <= 30 ? name : undefined
}
