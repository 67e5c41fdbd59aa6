import { Rejected, Unreachable } from '../../../domain/fault.ts'

export type GraphError = {
  code?: number
  error_subcode?: number
  message?: string
  error_user_msg?: string
  error_data?: { details?: string }
}

/**
 * What is done about an error of WhatsApp's. `wait`: the same again after `ms`, and where it
 * `slows`, fewer at a time from now on. `refuse`: the same would be refused again; `name` says what
 * it was in a word that the rest of the house may act on.
 */
export type Policy = { does: 'wait'; ms: number; slows?: true } | { does: 'refuse'; name: string }

/** The same whether it came as an answer or, later, in a status that says `failed`. */
export function policyOf({ code = 0, error_subcode = 0 }: GraphError, status = 400): Policy {
  const known = SUBCODES[error_subcode] ?? POLICIES[code]
  if (known) return known
  if ((code >= 200 && code <= 299) || status === 401) return refuse('token')
  if (status === 429) return wait(2_000)
  return refuse(String(code || status))
}

export function graphFault(status: number, error: GraphError): Error {
  const { message, error_user_msg, error_data } = error
  const why = [message ?? `WhatsApp answered ${status}`, error_user_msg, error_data?.details]
    .filter(Boolean)
    .join(' · ')
  const policy = policyOf(error, status)
  if (policy.does === 'refuse') return new Rejected(why, { code: policy.name })
  return policy.slows
    ? new TooFast(why, { retryAfterMs: policy.ms })
    : new Unreachable(why, { retryAfterMs: policy.ms })
}

/** This number sends more than Meta lets it. */
export class TooFast extends Unreachable {}

/** What a status that says `failed` is kept with: the short name first, then Meta's own words. */
export function failureWords(error: GraphError & { title?: string }) {
  const { code, title, message, error_data } = error
  const policy = policyOf(error)
  const name = policy.does === 'refuse' ? policy.name : 'rate_limit'
  const words = [name, ...(name === String(code) ? [] : [code]), title ?? message]
  return [...words, error_data?.details].filter(Boolean).join(' · ')
}

const wait = (ms: number): Policy => ({ does: 'wait', ms })
const refuse = (name: string): Policy => ({ does: 'refuse', name })

export const POLICIES: Record<number, Policy> = {
  // Meta is at work on itself, or on the account.
  2: wait(10_000),
  131_016: wait(10_000),
  131_057: wait(60_000),
  // Too much at once: for the app, the account, this number; to this one customer.
  4: wait(60_000),
  17: wait(60_000),
  80_007: wait(60_000),
  80_008: wait(60_000),
  130_429: { does: 'wait', ms: 2_000, slows: true },
  131_056: wait(6_000),
  // The token is wrong, expired, or may not.
  3: refuse('token'),
  10: refuse('token'),
  190: refuse('token'),
  131_005: refuse('token'),
  // The account is locked for breaking rules, or its country is; or nobody pays for it.
  368: refuse('account_locked'),
  130_497: refuse('account_locked'),
  131_031: refuse('account_locked'),
  131_042: refuse('unpaid'),
  // This customer.
  131_021: refuse('own_number'),
  131_026: refuse('undeliverable'),
  131_047: refuse('window_closed'),
  131_048: refuse('spam_limit'),
  131_049: refuse('marketing_limit'),
  131_050: refuse('marketing_stopped'),
  131_062: refuse('needs_phone'),
  // The template.
  132_000: refuse('template_values'),
  132_001: refuse('template_missing'),
  132_005: refuse('template_values'),
  132_007: refuse('template_refused'),
  132_012: refuse('template_values'),
  132_015: refuse('template_paused'),
  132_016: refuse('template_disabled'),
}

/** Of error 100, which says only that something is wrong. */
const SUBCODES: Record<number, Policy> = {
  2_388_023: refuse('template_being_deleted'),
  2_388_024: refuse('template_exists'),
  2_388_019: refuse('too_many_templates'),
  2_593_002: refuse('template_gone'),
}
