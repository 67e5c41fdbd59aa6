import { Unreachable } from '../../../domain/fault.ts'
import { TooFast } from './graph-faults.ts'

type Options = { perSecond: number; now?: () => number }

export type Throttle = ReturnType<typeof createThrottle>

/**
 * What WhatsApp taught us about going too fast, kept for a while: this number goes at half of what
 * it did, a customer hears from us once in six seconds. Whoever comes before the time is told how
 * long it is, so that the outbox waits and nobody here does.
 */
export function createThrottle({ perSecond, now = () => performance.now() }: Options) {
  let rate = perSecond
  let slowUntil = 0
  let nextAt = 0
  const slowChats = new Map<string, { until: number; nextAt: number }>()

  const rateNow = () => (now() < slowUntil ? rate : perSecond)

  function forgetOld() {
    for (const [chat, { until }] of slowChats) if (until <= now()) slowChats.delete(chat)
  }

  return {
    /** What may be sent in a second at the moment. */
    rate: rateNow,
    /** Throws `Unreachable` where it is too early for this chat, or for the whole number. */
    pass(chat: string) {
      const at = now()
      const slow = slowChats.get(chat)
      if (slow && at < slow.until) {
        if (at < slow.nextAt) throw tooEarly(slow.nextAt - at)
        slow.nextAt = at + PAIR_GAP_MS
      }
      if (at >= slowUntil) return
      if (at < nextAt) throw tooEarly(nextAt - at)
      nextAt = at + 1000 / rate
    },
    learn(chat: string, error: unknown) {
      if (error instanceof TooFast) {
        rate = Math.max(1, rateNow() / 2)
        slowUntil = now() + SLOW_MS
        nextAt = now() + (error.retryAfterMs ?? 1000)
      }
      if (isAboutPair(error)) {
        forgetOld()
        slowChats.set(chat, { until: now() + SLOW_MS, nextAt: now() + PAIR_GAP_MS })
      }
    },
  }
}

const isAboutPair = (error: unknown) =>
  error instanceof Unreachable && error.retryAfterMs === PAIR_GAP_MS

function tooEarly(ms: number) {
  return new Unreachable('WhatsApp asked us to go slower', { retryAfterMs: Math.ceil(ms) })
}

/** Meta lets one customer be written to about once in six seconds. */
export const PAIR_GAP_MS = 6_000
const SLOW_MS = 60_000
