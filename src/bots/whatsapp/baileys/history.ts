import type { WAMessage } from '@whiskeysockets/baileys'
import { secondsOf } from './stored-message.ts'

/**
 * What of a history is to be heard as if it had just come: what customers wrote since we last
 * listened, where nobody has answered them on the phone. The rest was the business of its day.
 */
export function missedIn(
  messages: WAMessage[],
  { since, now }: { since: Date | undefined; now: Date },
): { fresh: WAMessage[]; old: WAMessage[] } {
  if (!since) return { fresh: [], old: [] }
  const answeredAt = new Map<string, number>()
  for (const { key, messageTimestamp } of messages) {
    const chat = key.remoteJid ?? ''
    const at = secondsOf(messageTimestamp) ?? 0
    if (key.fromMe) answeredAt.set(chat, Math.max(answeredAt.get(chat) ?? 0, at))
  }
  const missed = messages
    .filter(({ key, message, messageTimestamp }) => {
      const at = (secondsOf(messageTimestamp) ?? 0) * 1000
      return !key.fromMe && message && isPerson(key.remoteJid) && at > since.getTime() - OVERLAP_MS
    })
    .toSorted((one, other) => atOf(one) - atOf(other))
  const isOld = (one: WAMessage) =>
    atOf(one) * 1000 < now.getTime() - ANSWERED_WITHIN_MS ||
    atOf(one) < (answeredAt.get(one.key.remoteJid ?? '') ?? 0)
  return { fresh: missed.filter((one) => !isOld(one)), old: missed.filter(isOld) }
}

const atOf = ({ messageTimestamp }: WAMessage) => secondsOf(messageTimestamp) ?? 0
const isPerson = (jid: string | null | undefined) => /@(s\.whatsapp\.net|lid)$/.test(jid ?? '')

/** Clocks differ, and what is known already is dropped. */
const OVERLAP_MS = 60_000
const ANSWERED_WITHIN_MS = 3 * 86_400_000
