import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { ENCODING } from '../../src/adapters/postgres/cluster.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { postgresPrograms } from '../../src/adapters/postgres/programs.ts'
import { POSTGRES_ENV, runAs } from '../../src/adapters/postgres/run-as.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string }
  }
}

/**
 * A PostgreSQL for the run, with one migrated database that every test copies: the server of
 * DATABASE_URL, or else one of our own that nothing outlives.
 */
export default async function setup(project: TestProject) {
  const given = process.env['DATABASE_URL']
  const server = given ? { url: given, stop: async () => {} } : await startThrowAway()
  const template = `wicara_template_${randomBytes(6).toString('hex')}`
  try {
    await onServer(server.url, `create database ${template}`)
    const db = connect(databaseUrl(server.url, template), { max: 1 })
    await migrate(db)
    await db.destroy()
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('postgres', { url: server.url, template })

  return async () => {
    if (given) await onServer(given, `drop database ${template}`)
    await server.stop()
  }
}

export async function onServer(url: string, command: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(command)
  } finally {
    await client.end()
  }
}

export function databaseUrl(server: string, name: string) {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function startThrowAway() {
  const home = mkdtempSync(path.join(tmpdir(), 'wicara-test-'))
  const { initdb, postgres } = postgresPrograms()
  const { command, owner } = runAs(initdb, path.dirname(home))
  if (owner) chownSync(home, owner.uid, owner.gid)

  const data = path.join(home, 'data')
  const made = spawnSync(
    ...command(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', ...ENCODING]),
    { cwd: home, env: POSTGRES_ENV, encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(home, { recursive: true, force: true })
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  }

  const port = await freePort()
  const flags = Object.entries({ ...FAST, port, unix_socket_directories: '' })
  const server = spawn(
    ...command(postgres, [
      '-D',
      data,
      ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]),
    { cwd: home, env: POSTGRES_ENV, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-4000)))
  const stop = endWithUs(server.pid ?? 0, home)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  for (const deadline = Date.now() + 60_000; ; await pause(20)) {
    if (await answers(url)) return { url, stop }
    if (server.exitCode === null && Date.now() < deadline) continue
    await stop()
    throw new Error(`The test PostgreSQL did not start: ${said}`)
  }
}

const FAST = {
  listen_addresses: '127.0.0.1',
  max_connections: 300,
  shared_buffers: '64MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '2GB',
}

/**
 * Ends the server and removes its folder when we are gone, however we went: a small shell sits on
 * a pipe that only we hold open, outside the reach of Ctrl-C. Returns how to end it before.
 */
function endWithUs(pid: number, home: string) {
  const script =
    'read -r _; kill -QUIT "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.05; done; rm -rf "$2"'
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), home], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const gone = new Promise((resolve) => guard.once('exit', resolve))
  return async () => {
    guard.stdin.end()
    await gone
  }
}

async function answers(url: string) {
  return onServer(url, 'select 1').then(
    () => true,
    () => false,
  )
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
