import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../domain/fault.ts'
import { type Cluster, isAlive } from './cluster.ts'
import { postgresPrograms } from './programs.ts'
import { POSTGRES_ENV } from './run-as.ts'

/** Recovery after a power cut reads the log of everything since the last checkpoint. */
const START_TIMEOUT_MS = 120_000

/**
 * Makes sure the server of this cluster runs, and answers on which port. One that outlived the
 * process that started it goes on running: nothing it holds needs to be recovered. `signal` asks
 * to stop: what was started here is ended, and this throws.
 */
export async function ensureServer(
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<{ port: number; adopted: boolean }> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    const running = findServer(cluster)
    if (running) {
      const port = await whenReady(cluster, running.pid, signal)
      if (port) return { port, adopted: true }
      // It was on its way down.
      continue
    }
    const pid = startServer(cluster, await choosePort(cluster))
    const port = await whenReady(cluster, pid, signal).catch((error: unknown) => {
      if (isRunning(pid)) process.kill(pid, 'SIGINT')
      throw error
    })
    if (port) return { port, adopted: false }
    // Somebody took the port in between, or the remains of a killed server were still closing.
    if (attempt === 5)
      throw new CannotStart(`The embedded PostgreSQL did not start. ${lastWords(cluster)}`)
    await pause(200 * attempt)
  }
}

/** Stops taking work, finishes nothing, writes everything down. At once when it takes too long. */
export async function stopServer(cluster: Cluster) {
  for (const [signal, patienceMs] of [
    ['SIGINT', 7000],
    ['SIGQUIT', 2000],
  ] as const) {
    const running = findServer(cluster)
    if (!running) return
    process.kill(running.pid, signal)
    const deadline = Date.now() + patienceMs
    while (findServer(cluster) && Date.now() < deadline) await pause(10)
  }
}

/** Settings of a small, careful server: what is committed is on disk, and queries are short. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  random_page_cost: 1.1,
  max_wal_size: '1GB',
  // Queue tables are rewritten all the time.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_cost_delay: '0',
  // Nothing here is big enough to repay their start.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  io_method: 'sync',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

function startServer({ folder, data, runAs }: Cluster, port: number) {
  const flags = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const log = path.join(folder, 'log')
  try {
    renameSync(log, `${log}.before`)
  } catch {
    // The first start.
  }
  const out = openSync(log, 'a', 0o600)
  const child = spawn(...runAs.command(postgresPrograms().postgres, ['-D', data, ...flags]), {
    cwd: data,
    env: POSTGRES_ENV,
    stdio: ['ignore', out, out],
    // Out of the reach of Ctrl-C: the program says itself when its last query is done.
    detached: true,
  })
  closeSync(out)
  child.once('error', () => {})
  child.unref()
  return child.pid ?? 0
}

/** The port, as soon as connections are taken; nothing when the server went away instead. */
async function whenReady(cluster: Cluster, pid: number, signal: AbortSignal | undefined) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    signal?.throwIfAborted()
    const written = readPidFile(cluster)
    if (written?.pid === pid && written.ready) return written.port
    if (!isRunning(pid)) return undefined
    await pause(10)
  }
  throw new CannotStart(
    `The embedded PostgreSQL is not ready after two minutes. ${lastWords(cluster)}`,
  )
}

function findServer(cluster: Cluster) {
  const written = readPidFile(cluster)
  if (!written) return undefined
  if (isRunning(written.pid) && serves(written.pid, cluster.data)) return written
  // Left by a server that was killed. PostgreSQL takes it away by itself, except when the number
  // has come round to another program, as in a restarted container: then it would refuse to start.
  if (isAlive(written.pid)) rmSync(path.join(cluster.data, 'postmaster.pid'), { force: true })
  return undefined
}

function readPidFile({ data }: Cluster) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** Alive and not merely waiting for its parent to notice the end. */
function isRunning(pid: number) {
  if (!isAlive(pid)) return false
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

function serves(pid: number, data: string) {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`\0-D\0${data}\0`)
  } catch {
    return false
  }
}

/** The one it had before, so that an address somebody wrote down stays right. */
async function choosePort({ folder }: Cluster) {
  const file = path.join(folder, 'port')
  const before = Number(await readFile(file, 'utf8').catch(() => 0))
  const port = (await tryPort(before)) ?? (await tryPort(0)) ?? 0
  if (port !== before) await writeFile(file, String(port))
  return port
}

async function tryPort(wanted: number) {
  const server = createServer()
  const port = await new Promise<number | undefined>((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  if (port) await new Promise((resolve) => server.close(resolve))
  return port
}

function lastWords({ folder }: Cluster) {
  try {
    const log = readFileSync(path.join(folder, 'log'), 'utf8').trim()
    return `Its last words:\n${log.split('\n').slice(-8).join('\n')}`
  } catch {
    return ''
  }
}
