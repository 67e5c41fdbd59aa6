import type { Logger } from 'pino'
import { Refusal } from '../../domain/refusal.ts'
import type { Answer, DocumentKind, DocumentInput, Job, Made } from './job.ts'
import { READ_TIMEOUT_MS, tooMuchInside } from './table-limits.ts'
import { isOutOfMemory, startThread, type Thread } from './thread.ts'

export type Lane = {
  make: <Kind extends DocumentKind>(kind: Kind, input: DocumentInput<Kind>) => Promise<Made<Kind>>
  /** What was asked for and is not made yet is rejected. */
  close: () => Promise<void>
}

export type LaneOptions = {
  log: Pick<Logger, 'debug' | 'warn'>
  /** How long a thread waits for more work before it ends. */
  idleMs: number
  /** A document that takes longer than this is given up; a table somebody sent, sooner. */
  timeoutMs: number
}

type Order = {
  job: Job
  resolve: (made: Made<DocumentKind>) => void
  reject: (error: Error) => void
}

/** One thread that makes one document after the other, there only while there is work. */
export function openLane({ log, idleMs, timeoutMs }: LaneOptions): Lane {
  const waiting: Order[] = []
  let current: Order | undefined
  let thread: Thread | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let lastId = 0

  function next() {
    clearTimeout(timer)
    current = waiting.shift()
    if (!current) {
      thread?.rest()
      timer = setTimeout(() => void dismiss(), idleMs).unref()
      return
    }
    thread ??= startThread({ answer: take, lost: (error) => giveUp(error, isOutOfMemory(error)) })
    thread.send(current.job)
    const { kind } = current.job
    const limitMs = kind === 'readTable' ? Math.min(timeoutMs, READ_TIMEOUT_MS) : timeoutMs
    timer = setTimeout(() => giveUp(new Error(`${kind} took over ${limitMs} ms`), true), limitMs)
  }

  function take(answer: Answer) {
    if (answer.id !== current?.job.id) return
    const { job, resolve, reject } = current
    if ('made' in answer) {
      log.debug({ document: job.kind, tookMs: answer.tookMs }, 'document made')
      resolve(answer.made)
    } else if ('refused' in answer) {
      reject(new Refusal(answer.refused.code, answer.refused.details))
    } else {
      log.warn({ document: job.kind, err: answer.error }, 'document not made')
      reject(answer.error)
    }
    next()
  }

  /** The thread is lost or stuck: its document has failed, the next one gets a fresh thread. */
  function giveUp(error: Error, isTooMuch: boolean) {
    void dismiss()
    if (current) {
      const { kind } = current.job
      log.warn({ document: kind, err: error }, 'document not made')
      // What somebody sent would be too much the next time as well: he is told, nobody tries again.
      current.reject(isTooMuch && kind === 'readTable' ? tooMuchInside() : error)
    }
    next()
  }

  async function dismiss() {
    const dismissed = thread
    thread = undefined
    await dismissed?.end()
  }

  return {
    make(kind, input) {
      if (closed) return Promise.reject(new Error('documents are closed'))
      return new Promise((resolve, reject) => {
        lastId += 1
        const job = { id: lastId, kind, input } as Job
        waiting.push({ job, resolve: resolve as Order['resolve'], reject })
        if (!current) next()
      })
    },
    async close() {
      closed = true
      clearTimeout(timer)
      const error = new Error('documents are closed')
      for (const order of current ? [current, ...waiting] : waiting) order.reject(error)
      current = undefined
      waiting.length = 0
      await dismiss()
    },
  }
}
