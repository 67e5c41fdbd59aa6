import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import { startSandboxServer } from '../adapters/payments/sandbox/sandbox-server.ts'
import { startSimulator } from '../adapters/routeros/simulator/start-simulator.ts'
import type { Snapshot } from '../adapters/routeros/simulator/snapshot.ts'
import { startBotApi } from '../bots/telegram/stand-in/bot-api.ts'
import { startCloudApi } from '../bots/whatsapp/cloud/stand-in/cloud-api.ts'

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** What the sandbox remembers between starts. */
type Memory = {
  clockOffsetMs: number
  router?: { port: number; snapshot: Snapshot }
}

/** The owner of the phone beside the customer's. */
export const OWNER = { id: 1001, name: 'Ibu Ratna', language: 'id' }
export const ROUTER_LOGIN = { user: 'wicara', password: 'sandbox-router' }
const SAVE_EVERY_MS = 10_000

type Options = {
  dataDir: string
  log: Logger
  secret: string
  /** Which parts of the world have a real counterpart and need no stand-in. */
  real: { telegram: boolean; whatsapp: boolean; gateway: boolean }
  router: boolean
}

/**
 * The world, for a machine without accounts: every outside part as a small program on loopback
 * that speaks the real wire. The program itself cannot tell the difference.
 */
export async function startSandbox({ dataDir, log, secret, real, router }: Options) {
  const file = path.join(dataDir, 'sandbox.json')
  const memory = await recall(file)
  let offsetMs = memory.clockOffsetMs
  const now = () => new Date(Date.now() + offsetMs)

  const telegram = real.telegram ? undefined : await startBotApi({ clock: now })
  telegram?.introduce(OWNER)
  const whatsapp = real.whatsapp ? undefined : await startCloudApi({ clock: now })
  const gateway = real.gateway
    ? undefined
    : await startSandboxServer({ secret, keepIn: path.join(dataDir, 'sandbox-payments.json') })
  const hotspot = router ? await startRouter(now, memory.router, log) : undefined

  const save = () =>
    keep(file, {
      clockOffsetMs: offsetMs,
      ...(hotspot && { router: { port: hotspot.port, snapshot: hotspot.snapshot() } }),
    }).catch((err: unknown) => log.warn({ err }, 'the sandbox could not be remembered'))
  const saving = setInterval(() => void save(), SAVE_EVERY_MS)
  saving.unref()

  return {
    now,
    moveClock(ms: number | 'back') {
      offsetMs = ms === 'back' ? 0 : offsetMs + ms
      void save()
    },
    telegram,
    whatsapp,
    gateway: gateway && { baseUrl: gateway.baseUrl, secret },
    hotspot,
    async stop() {
      clearInterval(saving)
      await save()
      await Promise.all([telegram?.stop(), whatsapp?.stop(), gateway?.close(), hotspot?.stop()])
    },
  }
}

async function startRouter(clock: () => Date, known: Memory['router'], log: Logger) {
  const options = {
    ...ROUTER_LOGIN,
    clock,
    board: 'hAP ax²',
    bytesPerSecond: 180_000,
    hotspotProfiles: [
      { name: 'harian', rateLimit: '3M/5M' },
      { name: 'mingguan', rateLimit: '5M/10M' },
      { name: 'bulanan', rateLimit: '10M/20M' },
    ],
  }
  try {
    const simulator = await startSimulator({ ...options, port: known?.port ?? 0 })
    if (known) simulator.restore(known.snapshot)
    return simulator
  } catch (err) {
    log.warn({ err }, 'the sandbox router starts anew')
    return startSimulator(options)
  }
}

async function recall(file: string): Promise<Memory> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Memory
  } catch {
    return { clockOffsetMs: 0 }
  }
}

async function keep(file: string, memory: Memory) {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(memory))
  await rename(`${file}.new`, file)
}
