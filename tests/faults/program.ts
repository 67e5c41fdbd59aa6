import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { atTheEnd } from '../support/test-db.ts'

const RUN = fileURLToPath(new URL('../../run.js', import.meta.url))
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Settings = Record<string, string>
export type Program = {
  url: string
  pid: number
  /** All it said, on both lines, once it has ended; nothing while it lives. */
  lastWords: () => string | undefined
  /** As the power does: no goodbye. Resolves when it is gone. */
  kill: () => Promise<void>
  /** Asks it to end and resolves with how it did, and how long that took. */
  stop: () => Promise<{ code: number | null; ms: number; said: string }>
}

/** The real program as a child, in the folder `cwd`, with these settings and nothing of our own. */
export function spawnProgram(settings: Settings, cwd: string) {
  const child = spawn(process.execPath, [RUN, MAIN], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const line of [child.stdout, child.stderr]) {
    line.on('data', (chunk: Buffer) => (said += String(chunk)))
  }
  const gone = once(child, 'close')
  atTheEnd(async () => {
    child.kill('SIGKILL')
    await gone
  })
  return { child, gone, said: () => said }
}

/** Started and `ready`. Throws with what it said when it ends instead. */
export async function startProgram(settings: Settings, cwd: string): Promise<Program> {
  const { child, gone, said } = spawnProgram(settings, cwd)
  const url = await readyUrl(child, gone, said)
  return {
    url,
    pid: child.pid ?? 0,
    lastWords: () => (child.exitCode === null && child.signalCode === null ? undefined : said()),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      const began = performance.now()
      child.kill('SIGTERM')
      await gone
      return { code: child.exitCode, ms: performance.now() - began, said: said() }
    },
  }
}

async function readyUrl(child: ChildProcess, gone: Promise<unknown>, said: () => string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const look = () => {
    const url = /^ready (\S+)$/m.exec(said())?.[1]
    if (url) resolve(url)
  }
  child.stdout?.on('data', look)
  void gone.then(() => reject(new Error(`The program ended before it was ready:\n${said()}`)))
  return promise
}

/**
 * A port that stays free between a death and the next start: below those the system hands out
 * by itself, so that nobody's outgoing connection sits on it.
 */
export async function quietPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}
