/**
 * How long the sandbox, with all it brings, takes to its `ready` line: in an empty folder, and in
 * one that was used before; and what the program holds in memory when nobody wants anything.
 * The embedded PostgreSQL is processes of its own and is not in that figure.
 * `node start.ts [seconds idle]`
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

const IDLE_SECONDS = Number(process.argv[2] ?? 20)
const root = path.resolve(import.meta.dirname, '..')

const folder = await mkdtemp(path.join(tmpdir(), 'wicara-bench-'))
try {
  const first = await start()
  await stop(first.program)
  const second = await start()
  await pause(IDLE_SECONDS * 1_000)
  const { resident, peak } = await memoryOf(second.program)
  await stop(second.program)

  console.table({
    'first start, empty folder': { is: inSeconds(first.tookMs), 'less than': '5 s' },
    'second start': { is: inSeconds(second.tookMs), 'less than': '2 s' },
    [`memory, idle for ${IDLE_SECONDS} s`]: { is: `${resident} MB`, 'less than': '220 MB' },
    'memory, at most until then': { is: `${peak} MB`, 'less than': '' },
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}

type Program = ChildProcessByStdio<null, Readable, null>

async function start() {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env
  const began = performance.now()
  const program = spawn(process.execPath, ['run.js', 'src/main.ts'], {
    cwd: root,
    env: {
      ...env,
      APP_ENV: 'sandbox',
      DATA_DIR: path.join(folder, 'data'),
      // The first start after an installation has no compiled code to read either.
      NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: program.stdout })) {
    if (!line.startsWith('ready ')) continue
    program.stdout.resume()
    return { program, tookMs: performance.now() - began }
  }
  throw new Error('It ended before it was ready')
}

async function stop(program: Program) {
  const ended = once(program, 'exit')
  program.kill('SIGTERM')
  await ended
}

/** In megabytes, as Linux counts them. */
async function memoryOf({ pid }: Program) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024)
  return { resident: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

function inSeconds(ms: number) {
  return `${(ms / 1_000).toFixed(1)} s`
}
