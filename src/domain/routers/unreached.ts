import { setTimeout as pause } from 'node:timers/promises'
import { OutcomeUnknown, Unreachable } from '../fault.ts'

/** The router could not be reached, or went away before it answered. */
export function isUnreached(error: unknown): error is Unreachable | OutcomeUnknown {
  return error instanceof Unreachable || error instanceof OutcomeUnknown
}

// The first is lost with the old connection, the second may come too soon after it.
const TRIES = 3
const WAIT_AT_MOST_MS = 1_000

/** A connection that broke is mostly back at once: tried again, unless the router has been away for long. */
export async function tryAgain<T>(work: (attempt: { again: boolean }) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work({ again: tried > 1 })
    } catch (error) {
      if (!isUnreached(error) || tried === TRIES) throw error
      const waitMs = error instanceof Unreachable ? (error.retryAfterMs ?? 0) : 0
      if (waitMs > WAIT_AT_MOST_MS) throw error
      await pause(waitMs)
    }
  }
}
