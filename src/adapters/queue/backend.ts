import type { Queue } from 'bullmq'
import type { Crew } from './crew.ts'

/** What a job carries: ids of one kind, or the name of a timer. */
export type Carried = { ids?: number[]; timer?: string }

/** BullMQ on one of its two backends: this is all the difference there is. */
export type Backend = {
  queue: (name: string) => JobQueue
  worker: (name: string, work: (data: Carried) => Promise<void>, concurrency: number) => Crew
  close: () => Promise<void>
}

type JobQueue = Pick<
  Queue<Carried>,
  'add' | 'addBulk' | 'getJobScheduler' | 'upsertJobScheduler' | 'removeJobScheduler' | 'close'
> & {
  getJobCounts: (...states: ('waiting' | 'active')[]) => Promise<Record<string, number>>
} & Noisy
type Noisy = { on: (event: 'error', listener: (error: Error) => void) => unknown }

export const defaultJobOptions = { removeOnComplete: true, removeOnFail: true }

/** A crashed worker's jobs are given to another after one to two of these. */
export const PATIENCE = {
  lockDuration: 5000,
  stalledInterval: 2500,
  maxStalledCount: 5,
  runRetryDelay: 1000,
}

export type BackendOptions = { onError: (error: Error) => void }

/** An 'error' that nobody listens to would end the process. */
export function withListener(onError: (error: Error) => void) {
  return <T extends Noisy>(made: T) => {
    made.on('error', onError)
    return made
  }
}
