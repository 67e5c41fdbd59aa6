import { setTimeout as pause } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'
import { Cluster, Redis } from 'ioredis'
import { CannotStart } from '../../domain/fault.ts'
import {
  type Backend,
  type BackendOptions,
  type Carried,
  defaultJobOptions,
  PATIENCE,
  withListener,
} from './backend.ts'
import { createCrew } from './crew.ts'
import { redisAddress } from './redis-address.ts'

export async function redisBackend(url: string, { onError }: BackendOptions): Promise<Backend> {
  // A producer gives up quickly and tries again with the next nudge; a worker waits as long as it takes.
  const adding = connectRedis(url, { maxRetriesPerRequest: 1, commandTimeout: 5000 })
  const working = connectRedis(url, { maxRetriesPerRequest: null })
  let trouble: unknown
  adding.on('error', (error) => (trouble = error))
  try {
    await Promise.race([adding.ping(), tooLate(10_000)])
  } catch (cause) {
    adding.disconnect()
    working.disconnect()
    const reason = trouble instanceof Error ? trouble.message : String(cause)
    throw new CannotStart(`The Redis of REDIS_URL cannot be used: ${reason}`, { cause })
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
