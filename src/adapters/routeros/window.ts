/**
 * How many commands may be under way at once. Small boards apply changes one by one: beyond a
 * few dozen in flight nothing is gained, and on a busy board each only waits longer. So the
 * window halves when answers take long and grows back while they are quick.
 */
export type Window = {
  /** Settles when there is room; first come, first served. */
  enter: () => Promise<void>
  /** An answer came after so long. */
  leave: (tookMs: number) => void
  /** Nobody enters any more. */
  close: (why: () => Error) => void
  size: () => number
  inside: () => number
}

const SLOW_MS = 1_000
const SMALLEST = 2

export function createWindow(largest: number): Window {
  let size = largest
  let inside = 0
  let closed: (() => Error) | null = null
  let halvedAt = -Infinity
  const waiting: { start: () => void; fail: (error: Error) => void }[] = []

  const adapt = (tookMs: number) => {
    const sentAt = performance.now() - tookMs
    if (tookMs < SLOW_MS) {
      size = Math.min(largest, size + 1 / size)
    } else if (sentAt > halvedAt) {
      // What was sent before the last halving says nothing about the smaller window.
      size = Math.max(SMALLEST, size / 2)
      halvedAt = performance.now()
    }
  }

  return {
    enter: () => {
      if (closed) return Promise.reject(closed())
      if (inside < Math.floor(size)) {
        inside += 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        waiting.push({ start: resolve, fail: reject })
      })
    },
    leave: (tookMs) => {
      inside -= 1
      adapt(tookMs)
      while (inside < Math.floor(size) && waiting.length > 0) {
        inside += 1
        waiting.shift()?.start()
      }
    },
    close: (why) => {
      closed = why
      for (const { fail } of waiting.splice(0)) fail(why())
    },
    size: () => Math.floor(size),
    inside: () => inside,
  }
}
