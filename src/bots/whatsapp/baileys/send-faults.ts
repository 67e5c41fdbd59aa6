import { Rejected, Unreachable } from '../../../domain/fault.ts'

/** What WhatsApp's refusal of a message means. By its code; those not named here are refusals too. */
export type Nack =
  /** Never again: a second try counts as another reach-out and makes it worse. */
  | { is: 'reachout' }
  /** Later. */
  | { is: 'slow_down'; waitMs: number }
  /** What we know of their devices is out of date: asked anew, then once more. */
  | { is: 'stale_devices' }
  | { is: 'refused'; code: string }
  | { is: 'trouble'; waitMs: number }

export const NACKS: Readonly<Record<number, Nack>> = {
  400: { is: 'refused', code: 'malformed' },
  401: { is: 'refused', code: 'not_allowed' },
  403: { is: 'refused', code: 'not_allowed' },
  404: { is: 'refused', code: 'undeliverable' },
  405: { is: 'refused', code: 'not_allowed' },
  406: { is: 'refused', code: 'not_acceptable' },
  408: { is: 'trouble', waitMs: 2_000 },
  421: { is: 'stale_devices' },
  429: { is: 'slow_down', waitMs: 60_000 },
  463: { is: 'reachout' },
  479: { is: 'stale_devices' },
  500: { is: 'trouble', waitMs: 5_000 },
  503: { is: 'trouble', waitMs: 5_000 },
}

export function nackOf(error: string): Nack {
  return NACKS[Number(error)] ?? { is: 'refused', code: error }
}

export function nackFault(error: string): Error {
  const nack = nackOf(error)
  const why = `WhatsApp refused the message (${error})`
  switch (nack.is) {
    case 'reachout':
      return new Rejected('WhatsApp lets this number open no new chats now', { code: 'reachout' })
    case 'slow_down':
    case 'trouble':
      return new Unreachable(why, { retryAfterMs: nack.waitMs })
    case 'stale_devices':
      return new Rejected(why, { code: 'stale_devices' })
    case 'refused':
      return new Rejected(why, { code: nack.code })
  }
}
