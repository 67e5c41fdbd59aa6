/** A small board makes its changes one after another, and its replies take their time. */
export type WorkQueue = {
  whenItsTurn: (isChange: boolean, work: () => void) => void
  afterDelay: (reply: () => void) => void
  clear: () => void
}

export function createWorkQueue(serialWorkMs: number, replyDelayMs: number): WorkQueue {
  const timers = new Set<NodeJS.Timeout>()
  let busyUntil = 0

  const later = (delayMs: number, callback: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      callback()
    }, delayMs)
    timers.add(timer)
  }

  // Timers of different lengths may fire out of order; the work is done in order all the same.
  const works: (() => void)[] = []

  return {
    whenItsTurn: (isChange, work) => {
      if (!isChange || serialWorkMs === 0) return work()
      const now = performance.now()
      busyUntil = Math.max(busyUntil, now) + serialWorkMs
      works.push(work)
      later(busyUntil - now, () => works.shift()?.())
    },
    afterDelay: (reply) => {
      if (replyDelayMs === 0) reply()
      else later(replyDelayMs, reply)
    },
    clear: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      works.length = 0
      busyUntil = 0
    },
  }
}
