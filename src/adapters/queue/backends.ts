import { setTimeout as pause } from 'node:timers/promises'
import { createPostgresBackend, Queue, runMigrations, withBackend, Worker } from 'bullmq'
import { Cluster, Redis } from 'ioredis'
import pg from 'pg'
import { createCrew, type Crew } from './crew.ts'
import { redisAddress } from './redis-address.ts'

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

const defaultJobOptions = { removeOnComplete: true, removeOnFail: true }

/** A crashed worker's jobs are given to another after one to two of these. */
const PATIENCE = {
  lockDuration: 5000,
  stalledInterval: 2500,
  maxStalledCount: 5,
  runRetryDelay: 1000,
}

type Options = { onError: (error: Error) => void }

export async function postgresBackend(url: string, { onError }: Options): Promise<Backend> {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend)
  await migrateOnce(url)
  // Not a word of what waits here is the truth: it need not be on disk before we go on.
  const connection = { connectionString: url, max: 3, options: '-c synchronous_commit=off' }
  const heard = withListener(onError)
  return {
    queue: (name) => heard(new PostgresQueue<Carried>(name, { connection, defaultJobOptions })),
    worker(name, work, concurrency) {
      const options = { connection, concurrency, ...PATIENCE }
      return createCrew(work, (done) =>
        heard(new PostgresWorker<Carried>(name, ({ data }) => done(data), options)),
      )
    },
    close: async () => {},
  }
}

async function migrateOnce(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}

export async function redisBackend(url: string, { onError }: Options): Promise<Backend> {
  // A producer gives up quickly and tries again with the next nudge; a worker waits as long as it takes.
  const adding = connectRedis(url, { maxRetriesPerRequest: 1, commandTimeout: 5000 })
  const working = connectRedis(url, { maxRetriesPerRequest: null })
  try {
    await Promise.race([adding.ping(), tooLate(10_000)])
  } catch (cause) {
    adding.disconnect()
    working.disconnect()
    throw new Error(`The Redis of REDIS_URL does not answer: ${String(cause)}`, { cause })
  }
  const heard = withListener(onError)
  const options = { connection: adding, prefix: PREFIX, defaultJobOptions }
  return {
    queue: (name) => heard(new Queue<Carried>(name, options)),
    worker(name, work, concurrency) {
      const options = { connection: working, prefix: PREFIX, concurrency, ...PATIENCE }
      return createCrew(work, (done) =>
        heard(new Worker<Carried>(name, ({ data }) => done(data), options)),
      )
    },
    async close() {
      adding.disconnect()
      working.disconnect()
    },
  }
}

/** An 'error' that nobody listens to would end the process. */
function withListener(onError: (error: Error) => void) {
  return <T extends Noisy>(made: T) => {
    made.on('error', onError)
    return made
  }
}

async function tooLate(ms: number) {
  await pause(ms, undefined, { ref: false })
  throw new Error(`no answer within ${ms / 1000} seconds`)
}

/** In braces, so that a cluster keeps all of it on one node, as BullMQ's scripts need. */
const PREFIX = '{wicara}'

const retryStrategy = (times: number) => Math.min(times * 100, 2000)

function connectRedis(
  url: string,
  options: { maxRetriesPerRequest: number | null; commandTimeout?: number },
) {
  const { nodes, ...login } = redisAddress(url)
  const [first] = nodes
  const redis =
    nodes.length === 1 && first
      ? new Redis({ ...login, ...first, ...options, retryStrategy })
      : new Cluster(nodes, {
          redisOptions: { ...login, ...options },
          clusterRetryStrategy: retryStrategy,
        })
  // BullMQ says it as well, in the words of what was being done.
  redis.on('error', () => {})
  return redis
}
