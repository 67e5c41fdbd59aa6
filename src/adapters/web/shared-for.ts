import { performance } from 'node:perf_hooks'

/** Whoever asks while one is at work, or within `freshMs` after, gets what the first one gets. */
export function sharedFor<T>(freshMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined
  let freshUntil = Infinity
  return () => {
    if (last && performance.now() < freshUntil) return last
    freshUntil = Infinity
    last = work().finally(() => {
      freshUntil = performance.now() + freshMs
    })
    return last
  }
}
