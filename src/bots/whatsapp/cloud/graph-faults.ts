import { Rejected, Unreachable } from '../../../domain/fault.ts'

export type GraphError = {
  code?: number
  message?: string
  error_data?: { details?: string }
}

/**
 * What an error of the Graph API means for the message that met it. Codes that are not named
 * here are refusals: the same request would be refused again.
 */
export function graphFault(status: number, { code = 0, message, error_data }: GraphError): Error {
  const why = [message ?? `WhatsApp answered ${status}`, error_data?.details]
    .filter(Boolean)
    .join(' · ')
  const wait = WAITS[code] ?? (status === 429 ? 2_000 : undefined)
  if (wait !== undefined) return new Unreachable(why, { retryAfterMs: wait })
  return new Rejected(why, { code: nameOf(code, status) })
}

function nameOf(code: number, status: number) {
  if (TOKEN.has(code) || (code >= 200 && code <= 299) || status === 401) return 'token'
  return NAMES[code] ?? String(code || status)
}

/** Milliseconds after which it may be tried again. */
const WAITS: Record<number, number> = {
  // Too much at once: for the app, the account, this number; to this one customer.
  4: 60_000,
  80_007: 60_000,
  130_429: 2_000,
  131_056: 6_000,
  // Meta is at work on the account, or on itself.
  2: 10_000,
  131_016: 10_000,
  131_057: 60_000,
}

const TOKEN = new Set([3, 10, 190])

const NAMES: Record<number, string> = {
  131_026: 'undeliverable',
  131_047: 'window_closed',
  131_048: 'spam_limit',
  131_049: 'marketing_limit',
  131_062: 'needs_phone',
}
