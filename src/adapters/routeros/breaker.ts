import { Rejected, Unreachable } from '../../domain/fault.ts'

/**
 * After a failure the router is left alone for a while, longer each time, and whoever asks
 * meanwhile is told at once. The first to ask after the pause tries again, for everybody.
 */
export type Breaker = {
  /** Throws while the pause lasts. */
  pass: () => void
  /** Returns the pause, in ms. */
  fail: (why: Error) => number
  /** The router answered: no need to sit a pause out. */
  recover: () => void
  state: () => { failures: number; pausedForMs: number; problem: string | null }
}

export type PauseLimits = { firstMs: number; longestMs: number }

export function createBreaker({ firstMs, longestMs }: PauseLimits): Breaker {
  /** In a row. */
  let failures = 0
  let pausedUntil = 0
  let problem: Error | null = null
  const leftMs = () => Math.max(0, Math.ceil(pausedUntil - performance.now()))
  const recover = () => {
    failures = 0
    pausedUntil = 0
    problem = null
  }

  return {
    pass: () => {
      const retryAfterMs = leftMs()
      if (retryAfterMs === 0 || problem === null) return
      // Repeating a refused login fills the router's log and gets us blocked; the answer is the same.
      if (problem instanceof Rejected) throw problem
      throw new Unreachable(`router left alone for now: ${problem.message}`, {
        retryAfterMs,
        cause: problem,
      })
    },
    fail: (why) => {
      failures += 1
      problem = why
      const doubled = Math.min(longestMs, firstMs * 2 ** (failures - 1))
      const longest = why instanceof Rejected ? longestMs : doubled
      // Half of it is chance, so that many routers behind one line do not come back in step.
      const pauseMs = Math.ceil(longest * (0.5 + Math.random() / 2))
      pausedUntil = performance.now() + pauseMs
      return pauseMs
    },
    recover,
    state: () => ({ failures, pausedForMs: leftMs(), problem: problem?.message ?? null }),
  }
}
