import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './job.ts'

export type Thread = {
  send: (job: Job) => void
  /** It has nothing to do, and must not keep the program from ending. */
  rest: () => void
  /** Nothing is heard from it afterwards. */
  end: () => Promise<void>
}

const LIMITS = {
  /** Ten thousand vouchers need a fifth of this: what needs more is not coming to an end. */
  maxOldGenerationSizeMb: 768,
  /** Small, so that what a page leaves behind is swept up before the next hundred pages. */
  maxYoungGenerationSizeMb: 16,
}

/** Node's word for a thread that hit the limits above. */
export function isOutOfMemory(error: Error) {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

export function startThread(heard: {
  answer: (answer: Answer) => void
  /** It died, by itself or of a document. */
  lost: (error: Error) => void
}): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'documents',
    resourceLimits: LIMITS,
    // Flags of the program are for the program: it may run from a line, or be watched.
    execArgv: [],
  })
  let ended = false
  const lost = (error: Error) => {
    if (ended) return
    ended = true
    heard.lost(error)
  }
  worker.on('message', (answer: Answer) => {
    if (!ended) heard.answer(answer)
  })
  worker.on('error', lost)
  worker.on('exit', (code) => lost(new Error(`the thread for documents ended with ${code}`)))
  return {
    send(job) {
      worker.ref()
      worker.postMessage(job, [])
    },
    rest: () => worker.unref(),
    async end() {
      ended = true
      await worker.terminate()
    },
  }
}
