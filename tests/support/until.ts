import { setTimeout as pause } from 'node:timers/promises'

/** Looks again and again until it is so; says what it saw last when it never is. */
export async function until<T>(
  look: () => T | Promise<T>,
  wanted: T | ((seen: T) => boolean),
  withinMs = 10_000,
): Promise<T> {
  const isWanted = typeof wanted === 'function' ? (wanted as (seen: T) => boolean) : undefined
  let last: unknown
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(10)) {
    try {
      const seen = await look()
      last = seen
      if (isWanted ? isWanted(seen) : seen === wanted) return seen
    } catch (error) {
      last = error
    }
  }
  throw new Error(`Not within ${withinMs} ms. Last seen: ${String(last)}`, {
    cause: last instanceof Error ? last : undefined,
  })
}
