import { PRIORITY } from '../domain/messages/message.ts'

export type Pace = ReturnType<typeof createPace>

/** Real time; a test has its own. */
export type PaceClock = { now: () => number; after: (ms: number, run: () => void) => void }

export const realClock: PaceClock = {
  now: () => performance.now(),
  after: (ms, run) => void setTimeout(run, ms),
}

/**
 * A token bucket: `take` resolves when one more message may go. When many wait, the lower number
 * goes first, and of one number whoever asked first.
 */
export function createPace(
  { perSecond, burst }: { perSecond: number; burst: number },
  clock: PaceClock = realClock,
) {
  const waiting: { priority: number; go: () => void }[] = []
  let tokens = burst
  let filledAt = clock.now()
  let serving = false

  function serve() {
    serving = false
    const now = clock.now()
    // A pause lies ahead as a filling that has not begun.
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) / 1000) * perSecond)
    const pausedMs = Math.max(0, filledAt - now)
    filledAt = Math.max(filledAt, now)
    if (pausedMs === 0) {
      for (; tokens >= 1 && waiting.length > 0; tokens -= 1) waiting.shift()?.go()
    }
    if (waiting.length === 0) return
    serving = true
    const fillsMs = (Math.max(0, 1 - tokens) / perSecond) * 1000
    clock.after(Math.max(1, pausedMs + fillsMs), serve)
  }

  return {
    take(priority: number = PRIORITY.normal): Promise<void> {
      return new Promise((go) => {
        const behind = waiting.findIndex((one) => one.priority > priority)
        waiting.splice(behind === -1 ? waiting.length : behind, 0, { priority, go })
        if (!serving) serve()
      })
    },
    waiting: () => waiting.length,
    /** Nothing goes for so long: the channel asked for it. */
    pause(ms: number) {
      tokens = 0
      filledAt = Math.max(filledAt, clock.now() + ms)
    },
  }
}
