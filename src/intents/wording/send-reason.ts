import { errorCode } from '../../domain/message-log/log-entry.ts'
import type { Language } from '../../domain/people/person.ts'
import * as en from './en/send-reasons.ts'
import * as id from './id/send-reasons.ts'

const all = { id, en }

/** Meta's own numbers, where a message failed before they were given names. */
const META: Record<string, string> = {
  '131026': 'undeliverable',
  '131047': 'window_closed',
  '131048': 'spam_limit',
  '131049': 'marketing_limit',
}

/** Why a message waits or failed, in words, from what the outbox keeps of it. */
export function sayReason(error: string, language: Language): string {
  const { sendReasons, otherSendReason, unknownSendReason } = all[language]
  const code = errorCode(error)
  if (code === undefined) return unknownSendReason
  const known = sendReasons[META[code] ?? code]
  return known ?? otherSendReason(code)
}

/** The same for what is drawn later: words go along, since sheets speak too. */
export function sayReasons(language: Language) {
  const { sendReasons, otherSendReason, unknownSendReason } = all[language]
  return {
    reasons: { ...sendReasons, ...Object.fromEntries(metaReasons(sendReasons)) },
    otherReason: otherSendReason('{code}'),
    unknownReason: unknownSendReason,
  }
}

function metaReasons(sendReasons: Record<string, string>) {
  return Object.entries(META).flatMap(([number, name]) => {
    const words = sendReasons[name]
    return words === undefined ? [] : [[number, words] as const]
  })
}
