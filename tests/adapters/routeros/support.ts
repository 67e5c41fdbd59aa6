import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { RoutersOptions } from '../../../src/adapters/routeros/create-routers.ts'
import { createRouters } from '../../../src/adapters/routeros/create-routers.ts'
import type { Simulator } from '../../../src/adapters/routeros/simulator/start-simulator.ts'
import { startSimulator } from '../../../src/adapters/routeros/simulator/start-simulator.ts'
import type { SimulatorOptions } from '../../../src/adapters/routeros/simulator/world.ts'
import { createSentenceParser, encodeSentence } from '../../../src/adapters/routeros/wire.ts'
import type { NewRouterUser, RouterTarget } from '../../../src/domain/routers/routers.ts'

const PROFILES = [
  { name: 'harian', sharedUsers: 1, rateLimit: '5M/5M', comment: 'VOUCHER_SYSTEM' },
  { name: 'keluarga', sharedUsers: 2, comment: 'VOUCHER_SYSTEM' },
]

const PPP_PROFILES: NonNullable<SimulatorOptions['pppProfiles']> = [
  {
    name: 'rumah-20M',
    rateLimit: '20M/20M',
    comment: 'PPPOE_SYSTEM',
    localAddress: '10.20.0.1',
    remoteAddress: 'rumah',
    onlyOne: 'yes',
  },
  { name: 'isolir', rateLimit: '64k/64k', remoteAddress: 'isolir', addressList: 'ISOLIR' },
]

/** A router that ends with the test. */
export async function router(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    user: 'wicara',
    password: 'rahasia',
    hotspotProfiles: PROFILES,
    pppProfiles: PPP_PROFILES,
    ...options,
  })
  onTestFinished(simulator.stop)
  return simulator
}

export type TestRouters = ReturnType<typeof createRouters>

/** Our side of it; `limits` and `pauses` are short, so that nobody waits for a deadline. */
export function ourSide(options: Partial<RoutersOptions> = {}): TestRouters {
  const routers = createRouters({
    log: pino({ level: 'silent' }),
    pauses: { firstMs: 5, longestMs: 20 },
    ...options,
  })
  onTestFinished(routers.close)
  return routers
}

export function target(simulator: { port: number }, change: Partial<RouterTarget> = {}) {
  const login = { username: 'wicara', password: 'rahasia' }
  const place = { id: 1, host: '127.0.0.1', port: simulator.port, tls: false, fingerprint: null }
  return { ...place, ...login, ...change } satisfies RouterTarget
}

export function voucher(name: string, change: Partial<NewRouterUser> = {}): NewRouterUser {
  return {
    name,
    password: name,
    profile: 'harian',
    comment: 'VOUCHER_SYSTEM|NULL|NULL|NULL|2026-11-21|sari',
    limitUptimeSeconds: null,
    limitBytes: null,
    disabled: false,
    remoteAddress: null,
    ...change,
  }
}

export function secret(name: string, change: Partial<NewRouterUser> = {}): NewRouterUser {
  const comment = 'PPPOE_SYSTEM|7|12|NULL|2026-11-21|sari'
  return voucher(name, { password: `rahasia-${name}`, profile: 'rumah-20M', comment, ...change })
}

export function vouchers(quantity: number, change: Partial<NewRouterUser> = {}): NewRouterUser[] {
  return Array.from({ length: quantity }, (_, index) => voucher(`wf-${index + 1}`, change))
}

/** Polls until it holds; fails the test when it never does. */
export async function until(holds: () => boolean, withinMs = 5_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still not so: ${holds.toString()}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 2)
    })
  }
}

export type Reply = { reply: string; tag: string | undefined; words: Record<string, string> }

/** Speaks the wire by itself, so that the simulator is judged without our adapter. */
export async function rawClient(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const replies: Reply[] = []
  const parse = createSentenceParser((words) => replies.push(readReply(words)))
  socket.on('data', parse)
  const closed = once(socket, 'close')
  let seen = 0

  return {
    socket,
    closed,
    replies,
    send: (...words: string[]) => socket.write(encodeSentence(words)),
    /** Sends, and gives all replies up to the next `!done` or `!fatal`. */
    ask: async (...words: string[]): Promise<Reply[]> => {
      seen = replies.length
      socket.write(encodeSentence(words))
      const isOver = () =>
        replies.slice(seen).some(({ reply }) => reply === '!done' || reply === '!fatal')
      await until(isOver)
      return replies.slice(seen)
    },
    login: async function () {
      return this.ask('/login', '=name=wicara', '=password=rahasia')
    },
  }
}

function readReply([reply = '', ...rest]: string[]): Reply {
  const tag = rest.find((word) => word.startsWith('.tag='))?.slice('.tag='.length)
  const words: Record<string, string> = {}
  for (const word of rest) {
    const end = word.indexOf('=', 1)
    if (word.startsWith('=')) words[word.slice(1, end)] = word.slice(end + 1)
    else if (!word.startsWith('.tag=')) words['text'] = word
  }
  return { reply, tag, words }
}
