import { randomUUID } from 'node:crypto'

/** Short enough to be read out to somebody. */
export function newRequestId(): string {
  // Drawn from a stock; fresh random bytes for each would cost more than the rest of the request.
  return randomUUID().slice(-12)
}
