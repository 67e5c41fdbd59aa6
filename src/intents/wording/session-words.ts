import type { Act } from '../../domain/messages/act.ts'

/** One of our numbers as it is said; times by the clock on the wall. */
export type SaidSession = {
  name: string
  channel: 'cloud' | 'baileys' | 'waha'
  phone: string | null
  standing: Standing
  since: string
  detail: string | null
  /** WhatsApp lets it write to nobody new, or to nobody at all. */
  noNewChatsUntil: string | null
  noSendingUntil: string | null
  /** Advertising alone. */
  noPromoUntil: string | null
  warming: boolean
  queued: number
  sentToday: number
}

/** What is wanted and how it is, in one. */
export type Standing =
  | 'cloud'
  | 'open'
  | 'connecting'
  | 'away'
  | 'pairing'
  | 'paused'
  | 'unlinked'
  | 'banned'

export const STANDING_MARKS: Record<Standing, string> = {
  cloud: '🟢',
  open: '🟢',
  connecting: '🟡',
  away: '🔴',
  pairing: '📷',
  paused: '⏸️',
  unlinked: '⚪',
  banned: '⛔',
}

/** "quality RED, limit TIER_2K": in our words where there are some, else in Meta's. */
export function sayStanding(detail: string, ours: Record<string, string>): string {
  return detail.replaceAll(/[A-Za-z_]+/g, (word) => ours[word.toLowerCase()] ?? word)
}

/** "0812-3456-7890" of an Indonesian number, others with their country. */
export function sayPhone(phone: string): string {
  const [, rest] = /^\+62(\d{8,12})$/.exec(phone) ?? []
  if (rest === undefined) return phone
  const digits = `0${rest}`
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].filter(Boolean).join('-')
}

/** Pairs at once, in the private chat of whoever taps. */
export function pairButton(label: string, accountId: number): { label: string; act: Act } {
  return { label, act: { intent: 'session.pair', input: { id: accountId } } }
}

export function resumeButton(label: string, accountId: number): { label: string; act: Act } {
  return { label, act: { intent: 'session.resume', input: { id: accountId } } }
}
