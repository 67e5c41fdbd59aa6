/**
 * A batch of vouchers onto a router that takes 20 ms to answer: our adapter, a bare client that
 * pipelines the same commands through the same window and checks nothing, and stock
 * node-routeros one command after another. `node bench/router-batch.ts [vouchers] [rounds]`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { RouterOSAPI } from 'node-routeros'
import { pino } from 'pino'
import type { NewRouterUser, RouterTarget } from '../src/domain/routers/routers.ts'
import { median } from './figures.ts'

const QUANTITY = Number(process.argv[2] ?? 1_000)
const ROUNDS = Number(process.argv[3] ?? 5)
const STOCK_QUANTITY = 100
const REPLY_DELAY_MS = 20
const WINDOW = 32
const LOGIN = { user: 'bench', password: 'bench-password' }

if (process.send) await simulate(process.send.bind(process))
else await measure()

/** The router runs in a process of its own, as a router does. */
async function simulate(tell: (message: unknown) => void): Promise<void> {
  const { startSimulator } = await import('../src/adapters/routeros/simulator/start-simulator.ts')
  const simulator = await startSimulator({
    ...LOGIN,
    replyDelayMs: REPLY_DELAY_MS,
    hotspotProfiles: [{ name: 'harian' }],
  })
  process.on('message', (message) => {
    if (message === 'count') tell({ count: simulator.users().length })
    else void simulator.reset().then(() => tell({ port: simulator.port }))
  })
  process.on('disconnect', () => void simulator.stop())
  tell({ port: simulator.port })
}

async function measure(): Promise<void> {
  const router = fork(fileURLToPath(import.meta.url), { stdio: 'inherit' })
  const [{ port }] = (await once(router, 'message')) as [{ port: number }]
  const empty = async (run: (port: number) => Promise<number>, quantity: number) => {
    router.send('reset')
    await once(router, 'message')
    const tookMs = await run(port)
    router.send('count')
    const [{ count }] = (await once(router, 'message')) as [{ count: number }]
    if (count !== quantity) throw new Error(`${count} of ${quantity} vouchers on the router`)
    return tookMs
  }

  // Before our adapter is loaded: loading it mends the library for the whole process.
  const stock = (await empty(stockOneByOne, STOCK_QUANTITY)) * (QUANTITY / STOCK_QUANTITY)
  const rounds: { ours: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn, so that a busy moment of the machine hits both.
    const bare = await empty(barePipelined, QUANTITY)
    rounds.push({ bare, ours: await empty(ourAdapter, QUANTITY) })
  }
  router.disconnect()
  report(stock, median(rounds.map(({ ours }) => ours)), median(rounds.map(({ bare }) => bare)))
}

function report(stock: number, ours: number, bare: number): void {
  console.log(`${QUANTITY} hotspot users, ${REPLY_DELAY_MS} ms reply delay, median of ${ROUNDS}`)
  console.table({
    [`bare sockets, ${WINDOW} in flight`]: { time: inMs(bare), 'per bare': '1.00' },
    'our adapter': { time: inMs(ours), 'per bare': (ours / bare).toFixed(2) },
    [`stock node-routeros, one by one (${STOCK_QUANTITY} run, scaled)`]: {
      time: inMs(stock),
      'per bare': (stock / bare).toFixed(2),
    },
  })
  console.log(`ours / bare: ${(ours / bare).toFixed(2)} (at most 1.30)`)
  console.log(`stock / ours: ${(stock / ours).toFixed(1)} (at least 20)`)
}

function inMs(ms: number): string {
  return `${Math.round(ms)} ms`
}

async function ourAdapter(port: number): Promise<number> {
  const { createRouters } = await import('../src/adapters/routeros/create-routers.ts')
  const routers = createRouters({ log: pino({ level: 'silent' }), limits: { window: WINDOW } })
  const target: RouterTarget = {
    id: 1,
    host: '127.0.0.1',
    port,
    tls: false,
    fingerprint: null,
    username: LOGIN.user,
    password: LOGIN.password,
  }
  await routers.listUsers(target, 'hotspot')
  let added = 0
  const startedAt = performance.now()
  await routers.addUsers(target, 'hotspot', users(QUANTITY), (answer) => {
    if (answer.kind === 'added') added += 1
  })
  const tookMs = performance.now() - startedAt
  if (added !== QUANTITY) throw new Error(`${added} added`)
  await routers.close()
  return tookMs
}

async function stockOneByOne(port: number): Promise<number> {
  const api = new RouterOSAPI({ host: '127.0.0.1', port, ...LOGIN })
  api.on('error', (error) => {
    throw error
  })
  await api.connect()
  const startedAt = performance.now()
  for (const user of users(STOCK_QUANTITY)) await api.write(words(user))
  const tookMs = performance.now() - startedAt
  await api.close()
  return tookMs
}

/** As little as can be done: commands out, ends of answers counted, no row and no error read. */
async function barePipelined(port: number): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  socket.write(sentence(['/login', `=name=${LOGIN.user}`, `=password=${LOGIN.password}`]))
  await once(socket, 'data')
  const commands = users(QUANTITY).map(words)
  const finished = Promise.withResolvers<void>()
  let sent = 0
  let done = 0
  const startedAt = performance.now()
  const send = () => {
    const command = commands[sent]
    if (command === undefined) return
    sent += 1
    socket.write(sentence([...command, `.tag=${sent}`]))
  }
  let unread: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    unread = unread.length > 0 ? Buffer.concat([unread, chunk]) : chunk
    let at = 0
    for (let end = endOfSentence(unread, at); end > 0; end = endOfSentence(unread, at)) {
      at = end
      done += 1
      send()
    }
    unread = unread.subarray(at)
    if (done === QUANTITY) finished.resolve()
  })
  for (let slot = 0; slot < WINDOW; slot += 1) send()
  await finished.promise
  const tookMs = performance.now() - startedAt
  socket.destroy()
  return tookMs
}

function words(user: NewRouterUser): string[] {
  return [
    '/ip/hotspot/user/add',
    `=name=${user.name}`,
    `=password=${user.password}`,
    `=profile=${user.profile}`,
    `=comment=${user.comment}`,
    '=disabled=no',
    '=limit-uptime=1h',
    '=limit-bytes-total=0',
  ]
}

function users(quantity: number): NewRouterUser[] {
  return Array.from({ length: quantity }, (_, index) => ({
    name: `wf-${index}`,
    password: `wf-${index}`,
    profile: 'harian',
    comment: 'VOUCHER_SYSTEM|NULL|NULL|NULL|2026-11-21|bench',
    limitUptimeSeconds: 3_600,
    limitBytes: null,
    disabled: false,
    remoteAddress: null,
  }))
}

/** All words here are shorter than 128 bytes, so a length is one byte. */
function sentence(parts: string[]): Buffer {
  const bytes = parts.map((part) => [Buffer.from([Buffer.byteLength(part)]), Buffer.from(part)])
  return Buffer.concat([...bytes.flat(), Buffer.from([0])])
}

/** Past the zero byte, or 0 while it is not there. */
function endOfSentence(bytes: Buffer, start: number): number {
  let at = start
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return 0
}
