import path from 'node:path'
import type { Logger } from 'pino'
import { startSandboxServer } from '../adapters/payments/sandbox/sandbox-server.ts'
import { startSimulator } from '../adapters/routeros/simulator/start-simulator.ts'
import type { Snapshot } from '../adapters/routeros/simulator/snapshot.ts'
import { startBotApi } from '../bots/telegram/stand-in/bot-api.ts'
import { startCloudApi } from '../bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { type Customer, createCustomers } from './customers.ts'
import { createLinkedWhatsApp } from './linked/linked-whatsapp.ts'
import { openMemory } from './memory.ts'
import { createModems, type Homes } from './modems.ts'

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** What the sandbox remembers between starts, besides the chats. */
type World = {
  clockOffsetMs: number
  customers?: Customer[]
  router?: { port: number; snapshot: Snapshot }
  homes?: Homes
  /** The group of the team, once it was made. */
  team?: number
}

/** The owner of the phone beside the customer's. */
export const OWNER = { id: 1001, name: 'Ibu Ratna', language: 'id' }
export const ROUTER_LOGIN = { user: 'wicara', password: 'sandbox-router' }
/** The profile of lines that were not paid for. */
export const ISOLIR = 'isolir'
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
  const memory = await openMemory(path.join(dataDir, 'sandbox'))
  const known = (await memory.recallJson<World>('world.json')) ?? { clockOffsetMs: 0 }
  let offsetMs = known.clockOffsetMs
  let isOpen = true
  const now = () => new Date(Date.now() + offsetMs)

  const { telegram, whatsapp, linked } = await openPhones(real, {
    now,
    log,
    memory,
    people: () => customers.list().map(({ id: phone, name }) => ({ phone, name })),
    remember: () => void saveQuietly(),
  })
  const introduce = (phone: string, name: string) => {
    whatsapp?.introduce(phone, { name })
    linked?.introduce({ phone, name })
  }
  const customers = createCustomers(introduce, known.customers)
  let { team } = known
  const keepIn = memory.pathOf('payments.json')
  const gateway = real.gateway ? undefined : await startSandboxServer({ secret, keepIn })
  const hotspot = router ? await startRouter(now, known.router, log) : undefined
  const modems = hotspot && createModems(hotspot, known.homes)

  async function save() {
    const world: World = {
      clockOffsetMs: offsetMs,
      customers: customers.list(),
      ...(hotspot && { router: { port: hotspot.port, snapshot: hotspot.snapshot() } }),
      ...(modems && { homes: modems.homes() }),
      ...(team !== undefined && { team }),
    }
    await memory.keep('world.json', JSON.stringify(world))
    if (telegram) await memory.keep('telegram', telegram.snapshot())
    if (whatsapp) await memory.keep('whatsapp', whatsapp.snapshot())
    const links = await linked?.snapshot()
    if (links) await memory.keep('linked', links)
  }
  const saveQuietly = () =>
    save().catch((err: unknown) => log.warn({ err }, 'the sandbox could not be remembered'))
  const saving = setInterval(() => void saveQuietly(), SAVE_EVERY_MS)
  saving.unref()

  return {
    now,
    moveClock(ms: number | 'back') {
      offsetMs = ms === 'back' ? 0 : offsetMs + ms
      void saveQuietly()
    },
    telegram,
    whatsapp,
    /** WhatsApp for numbers that are linked by a QR. */
    linked,
    /** The owner's group with topics, once she made one. */
    team: () => (telegram ? team : undefined),
    setTeam(group: number) {
      team = group
      void saveQuietly()
    },
    customers,
    gateway: gateway && { baseUrl: gateway.baseUrl, secret },
    hotspot,
    modems,
    isOpen: () => isOpen,
    async stop() {
      isOpen = false
      clearInterval(saving)
      modems?.stop()
      await saveQuietly()
      const parts = [telegram, whatsapp, linked, hotspot]
      await Promise.all([...parts.map((one) => one?.stop()), gateway?.close()])
    },
  }
}

type Remembered = Parameters<typeof createLinkedWhatsApp>[0] & {
  memory: Awaited<ReturnType<typeof openMemory>>
}

/** Whose phones are not real goes on where it ended. */
async function openPhones(real: Options['real'], { memory, ...outside }: Remembered) {
  const clock = outside.now
  const telegram = real.telegram ? undefined : await startBotApi({ clock })
  const whatsapp = real.whatsapp ? undefined : await startCloudApi({ clock })
  const linked = real.whatsapp ? undefined : createLinkedWhatsApp(outside)
  await memory.recall('telegram', (bytes) => telegram?.restore(bytes))
  await memory.recall('whatsapp', (bytes) => whatsapp?.restore(bytes))
  await memory.recall('linked', (bytes) => linked?.restore(bytes))
  telegram?.introduce(OWNER)
  return { telegram, whatsapp, linked }
}

async function startRouter(clock: () => Date, known: World['router'], log: Logger) {
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
    pppProfiles: [
      { name: 'rumah10', rateLimit: '3M/10M', remoteAddress: 'rumah', onlyOne: 'yes' as const },
      { name: 'rumah20', rateLimit: '5M/20M', remoteAddress: 'rumah', onlyOne: 'yes' as const },
      { name: 'rumah50', rateLimit: '15M/50M', remoteAddress: 'rumah', onlyOne: 'yes' as const },
      {
        name: ISOLIR,
        rateLimit: '128k/128k',
        remoteAddress: 'isolir',
        addressList: 'isolir',
        onlyOne: 'yes' as const,
      },
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
