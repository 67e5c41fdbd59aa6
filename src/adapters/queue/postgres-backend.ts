import { createPostgresBackend, runMigrations, withBackend } from 'bullmq'
import pg from 'pg'
import {
  type Backend,
  type BackendOptions,
  type Carried,
  defaultJobOptions,
  PATIENCE,
  withListener,
} from './backend.ts'
import { createCrew } from './crew.ts'

export async function postgresBackend(url: string, { onError }: BackendOptions): Promise<Backend> {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend)
  await migrateOnce(url)
  // Not a word of what waits here is the truth: it need not be on disk before we go on.
  const connection = {
    connectionString: url,
    max: 2,
    options: '-c synchronous_commit=off',
    Client: SteadyClient,
  }
  const heard = withListener(onError)
  return {
    queue: (name) =>
      heard(
        new PostgresQueue<Carried>(name, {
          connection: { ...connection, max: 1 },
          defaultJobOptions,
        }),
      ),
    worker(name, work, concurrency) {
      const options = { connection, concurrency, ...PATIENCE }
      return createCrew(work, (done) =>
        heard(new PostgresWorker<Carried>(name, ({ data }) => done(data), options)),
      )
    },
    close: async () => {},
  }
}

/**
 * A connection whose end does not end the process. BullMQ listens to those that are idle, not to
 * those it is about to use; there the query that follows fails, and that it knows.
 */
class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => {})
  }
}

async function migrateOnce(url: string) {
  const client = new SteadyClient({ connectionString: url })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}
