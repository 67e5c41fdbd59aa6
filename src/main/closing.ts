/**
 * Resources say how they are closed when they are opened; closing happens in the opposite order.
 * One that fails does not keep the others open. Once `signal` asks to stop, nothing more is
 * opened: what comes in is kept for closing, and whoever opened it is interrupted.
 */
export function createClosing(signal?: AbortSignal) {
  const goodbyes: (() => Promise<unknown> | undefined | void)[] = []
  return {
    signal,
    add<T>(thing: T, goodbye: (thing: T) => Promise<unknown> | undefined | void): T {
      goodbyes.push(() => goodbye(thing))
      signal?.throwIfAborted()
      return thing
    },
    async closeAll() {
      const failures: unknown[] = []
      for (const goodbye of goodbyes.toReversed()) {
        try {
          await goodbye()
        } catch (error) {
          failures.push(error)
        }
      }
      goodbyes.length = 0
      if (failures.length > 0) throw new AggregateError(failures, 'not everything closed')
    },
  }
}

export type Closing = ReturnType<typeof createClosing>
