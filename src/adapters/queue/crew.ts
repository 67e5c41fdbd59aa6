import type { Worker } from 'bullmq'

export type Crew = {
  /** Takes no more jobs. Resolves when those in hand are done. */
  finish: () => Promise<void>
  /** Goes away. Jobs still in hand are given to other processes once their locks run out. */
  leave: () => Promise<void>
}

/** A BullMQ worker that can be left with work in hand: BullMQ's own close waits or does not. */
export function createCrew<T>(
  work: (data: T) => Promise<void>,
  start: (work: (data: T) => Promise<void>) => Pick<Worker, 'pause' | 'close'>,
): Crew {
  const inHand = new Set<Promise<void>>()
  const worker = start(async (data) => {
    const job = work(data)
    inHand.add(job)
    try {
      await job
    } finally {
      inHand.delete(job)
    }
  })
  return {
    async finish() {
      await worker.pause(true)
      await Promise.allSettled(inHand)
    },
    leave: () => worker.close(inHand.size > 0),
  }
}
