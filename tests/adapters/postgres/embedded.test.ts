import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, readlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from '../../../src/adapters/postgres/embedded.ts'
import { makeLinks } from '../../../src/adapters/postgres/programs.ts'
import { until } from '../../support/until.ts'

// One folder for all of them, in order: making one takes most of a second.
const dataDir = mkdtempSync(path.join(tmpdir(), 'wicara-embedded-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('the first start makes a database that speaks UTF-8, behind a password nobody else can read', async () => {
  const { url } = await start()
  expect(await ask(url, 'show server_encoding')).toBe('UTF8')
  expect(await ask(url, "select upper('é')")).toBe('É')
  expect(statSync(path.join(dataDir, 'postgres', 'password')).mode & 0o077).toBe(0)

  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
  await ask(url, 'create table sales (id int)')
})

test('the second start finds what the first wrote, at the same address', async () => {
  const first = await start()
  await ask(first.url, 'insert into sales values (1)')
  await first.stop()
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select count(*)::int from sales')).toBe(1)
})

test('two processes cannot have one DATA_DIR', async () => {
  const { child } = await openElsewhere()
  await expect(start()).rejects.toThrow(
    `DATA_DIR ${dataDir} is in use by process ${child.pid}. Stop that one first`,
  )
})

test('a killed process loses nothing: the next start takes its database over', async () => {
  const { child, url } = await openElsewhere()
  await ask(url, 'insert into sales select generate_series(2, 1000)')
  const orphan = serverPid()
  child.kill('SIGKILL')
  await once(child, 'exit')

  const next = await start()
  expect(serverPid()).toBe(orphan)
  expect(await ask(next.url, 'select count(*)::int from sales')).toBe(1000)
})

test('a killed database is started again, with everything that was committed', async () => {
  const { url } = await start()
  await ask(url, 'insert into sales values (1001)')
  process.kill(serverPid(), 'SIGKILL')
  await until(() => ask(url, 'select count(*)::int from sales'), 1001)
})

test('a lock file whose number now belongs to another program keeps nobody out', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(
    path.join(dataDir, 'postgres', 'data', 'postmaster.pid'),
    `${process.pid}\n${dataDir}\n1700000000\n5432\n\n127.0.0.1\n1 1\nready\n`,
  )
  const { url } = await start()
  expect(await ask(url, 'select count(*)::int from sales')).toBe(1001)
})

test('what a start left that died while making the database is cleared away', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'wicara-embedded-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  const halfMade = path.join(parent, 'postgres.new-99999999')
  await mkdir(path.join(halfMade, 'data'), { recursive: true })

  const { url } = await start(parent)
  expect(await ask(url, 'select 1')).toBe(1)
  expect(() => statSync(halfMade)).toThrow('ENOENT')
})

test('the links that an install script should have made are made at the start', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'wicara-links-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  await mkdir(path.join(home, 'native', 'lib'), { recursive: true })
  writeFileSync(path.join(home, 'native/lib/libpq.so.5.18'), 'library')
  writeFileSync(
    path.join(home, 'native', 'pg-symlinks.json'),
    '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]',
  )
  makeLinks(home)
  makeLinks(home)
  expect(await readlink(path.join(home, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
})

async function start(folder = dataDir) {
  const log = { info: () => {}, error: () => {} }
  const started = await startEmbeddedPostgres({ dataDir: folder, log })
  onTestFinished(started.stop)
  return started
}

/** Another process with the database of this folder. What it leaves running is ended too. */
async function openElsewhere() {
  const script = fileURLToPath(new URL('../../support/keep-shop-open.ts', import.meta.url))
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    const { stop } = await startEmbeddedPostgres({
      dataDir,
      log: { info: () => {}, error: () => {} },
    })
    await stop()
  })
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, url }
}

function serverPid() {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid')
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

/** The first value of the first row. */
async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(query)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}
