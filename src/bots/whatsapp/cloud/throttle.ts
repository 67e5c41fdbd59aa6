import { Unreachable } from '../../../domain/fault.ts'
import { TooFast } from './graph-faults.ts'

type Options = { perSecond: number; now?: () => number }

/**
 * What WhatsApp taught us about going too fast, kept for a minute: this number goes at half of what
 * it did. The outbox keeps to that pace; what it had let go already is told to come back once the
 * pause is over that Meta wants.
 */
export function createThrottle({ perSecond, now = () => performance.now() }: Options) {
  let slowRate = perSecond
  let slowUntil = 0
  let pausedUntil = 0

  const isSlow = () => now() < slowUntil
  const rate = () => (isSlow() ? slowRate : perSecond)

  return {
    pace: () => ({
      perSecond: rate(),
      // All at once is how it came to this.
      burst: isSlow() ? Math.max(1, Math.floor(slowRate / 10)) : perSecond,
    }),
    /** Throws `Unreachable` while nothing may go. */
    pass() {
      const retryAfterMs = Math.ceil(pausedUntil - now())
      if (retryAfterMs <= 0) return
      throw new Unreachable('WhatsApp asked this number to go slower', { retryAfterMs })
    },
    learn(error: unknown) {
      if (!(error instanceof TooFast)) return
      // Many that were on their way are refused for one and the same haste.
      if (now() >= pausedUntil) slowRate = Math.max(1, rate() / 2)
      slowUntil = now() + SLOW_MS
      pausedUntil = now() + (error.retryAfterMs ?? 1_000)
    },
  }
}

const SLOW_MS = 60_000
