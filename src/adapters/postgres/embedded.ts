import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { CannotStart } from '../../domain/fault.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { ensureServer, stopServer } from './server.ts'

export type EmbeddedPostgres = {
  url: string
  /** Ends the server. Close what uses it before. */
  stop: () => Promise<void>
}

type Options = {
  dataDir: string
  log: Pick<Logger, 'info' | 'error'>
  /** Asks to stop while it is starting: a server that was begun is ended, and this throws. */
  signal?: AbortSignal | undefined
}

/**
 * A PostgreSQL of our own in DATA_DIR/postgres, for one process at a time. It is started again
 * when it dies; when we die it goes on, and the next start takes it over with all it holds.
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  signal,
}: Options): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(path.resolve(dataDir, 'postgres'))
  const { port, adopted } = await ensureServer(cluster, signal)
  const lock = await takeLock(cluster, port, dataDir)
  log.info({ port, adopted }, 'embedded database is up')
  await ensureDatabase(lock)

  const stopping = new AbortController()
  void keepUp(lock, {
    signal: stopping.signal,
    log,
    startAgain: async () => {
      const again = await ensureServer(cluster)
      return takeLock(cluster, again.port, dataDir)
    },
  })

  return {
    url: address(cluster, port, DATABASE),
    async stop() {
      stopping.abort()
      await stopServer(cluster)
    },
  }
}

type KeepUp = { signal: AbortSignal; log: Options['log']; startAgain: () => Promise<pg.Client> }

/** The connection that holds the lock is the first to know that the server is gone. */
async function keepUp(held: pg.Client, { signal, log, startAgain }: KeepUp): Promise<void> {
  await new Promise((resolve) => held.once('end', resolve))
  while (!signal.aborted) {
    log.error('the embedded database went away, starting it again')
    try {
      return await keepUp(await startAgain(), { signal, log, startAgain })
    } catch (error) {
      log.error({ err: error }, 'the embedded database could not be started again')
      await pause(1000)
    }
  }
}

const DATABASE = 'wicara'
/** Any number, as long as it stays. */
const LOCK = 9_422_272

/** Held by a connection, so that it ends with the process, however that ends. */
async function takeLock(cluster: Cluster, port: number, dataDir: string) {
  const client = new pg.Client({
    connectionString: address(cluster, port, 'postgres'),
    application_name: `process ${process.pid}`,
    keepAlive: true,
  })
  // 'end' follows, and that is what is waited for.
  client.on('error', () => {})
  await client.connect()
  // PostgreSQL may need a moment to see that a killed process is gone.
  for (const deadline = Date.now() + 1000; ; await pause(50)) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) got', [
      LOCK,
    ])
    if (rows[0]?.got) return client
    if (Date.now() > deadline) break
  }
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = $1 and granted`,
    [LOCK],
  )
  await client.end()
  throw new CannotStart(
    `DATA_DIR ${path.resolve(dataDir)} is in use by ${rows[0]?.name ?? 'another process'}. ` +
      'Stop that one first, or give this one a DATA_DIR of its own.',
  )
}

async function ensureDatabase(client: pg.Client) {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (rowCount === 0) await client.query(`create database ${DATABASE}`)
}

function address({ password }: Cluster, port: number, database: string) {
  // Said in full: PGSSLMODE and its kind are meant for other servers.
  return `postgres://wicara:${password}@127.0.0.1:${port}/${database}?sslmode=disable`
}
