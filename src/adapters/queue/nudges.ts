import type { Logger } from 'pino'

/**
 * A burst shares its jobs. A job costs PostgreSQL about three milliseconds from add to done, an
 * id in it nothing: at this distance waking takes a quarter of a core at most, however much comes.
 */
const APART_MS = 25
const RETRY_MS = 1000
/** More than this at once is left to the sweeper. */
const KEPT_AT_MOST = 50_000

type Options = { send: (ids: number[]) => Promise<void>; log: Pick<Logger, 'warn'> }

export type Nudges = {
  /** Returns at once and never throws. */
  add: (id: number) => void
  /** Sends what is still here, once, and takes no more. */
  close: () => Promise<void>
}

/**
 * Collects the ids that are to be woken. The first after a quiet moment goes at once; those that
 * follow within a few milliseconds go together, each once. While sending fails they are kept and
 * tried again.
 */
export function createNudges({ send, log }: Options): Nudges {
  let waiting = new Set<number>()
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined
  let lastMs = -Infinity
  let closed = false

  async function flush() {
    timer = undefined
    const ids = waiting
    waiting = new Set()
    let pauseMs = APART_MS
    try {
      lastMs = performance.now()
      await send([...ids])
    } catch (err) {
      log.warn({ err, waiting: ids.size }, 'the queue takes no nudges')
      waiting = new Set([...ids, ...waiting].slice(0, KEPT_AT_MOST))
      pauseMs = RETRY_MS
    }
    sending = undefined
    if (waiting.size > 0 && !closed) plan(pauseMs)
  }

  function plan(afterMs: number) {
    timer ??= setTimeout(() => {
      sending = flush()
    }, afterMs)
  }

  return {
    add(id) {
      if (closed || waiting.size >= KEPT_AT_MOST) return
      waiting.add(id)
      if (!sending) plan(Math.max(0, lastMs + APART_MS - performance.now()))
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await sending
      if (waiting.size > 0) await flush()
    },
  }
}
