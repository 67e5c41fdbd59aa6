import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded.ts'

/** An empty database: on the server of DATABASE_URL, else on an embedded one, fsync on. */
export async function openDatabase(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const given = process.env['DATABASE_URL']
  if (given) {
    const name = `wicara_bench_${randomBytes(6).toString('hex')}`
    await once(given, `create database ${name}`)
    const url = new URL(given)
    url.pathname = `/${name}`
    return { url: url.href, stop: () => once(given, `drop database ${name} with (force)`) }
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wicara-bench-'))
  const log = { info: () => {}, error: () => {} }
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log })
  return {
    url,
    stop: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Another database with all that is in this one, which nobody may be connected to meanwhile. */
export async function copyDatabase(
  url: string,
): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const name = `wicara_bench_${randomBytes(6).toString('hex')}`
  const [server, copy] = [new URL(url), new URL(url)]
  server.pathname = '/postgres'
  copy.pathname = `/${name}`
  const original = new URL(url).pathname.slice(1)
  // File by file: that ends with a checkpoint, so that every copy starts out alike.
  await once(server.href, `create database ${name} template ${original} strategy file_copy`)
  return {
    url: copy.href,
    stop: () => once(server.href, `drop database ${name} with (force)`),
  }
}

async function once(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
