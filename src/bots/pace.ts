export type Pace = ReturnType<typeof createPace>

/** A token bucket: `take` resolves when one more message may go. */
export function createPace({ perSecond, burst }: { perSecond: number; burst: number }) {
  let tokens = burst
  let filledAt = performance.now()
  let tail = Promise.resolve()

  async function wait() {
    const now = performance.now()
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
    tokens -= 1
    if (tokens >= 0) return
    await new Promise((resolve) => setTimeout(resolve, (-tokens / perSecond) * 1000))
  }

  return {
    take(): Promise<void> {
      // In order of asking: a chat that waits longer does not lose its place.
      tail = tail.then(wait)
      return tail
    },
  }
}
