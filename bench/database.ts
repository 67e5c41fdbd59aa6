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

async function once(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
