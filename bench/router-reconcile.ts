/**
 * A router with many users on which nothing has to be done: its lists read and compared with
 * what the database wants, against the bare print of the same fields over the same guarded
 * connection. Beside it the whole of `syncRouter`, which claims the router, looks for what is
 * behind and notes how it went. `node bench/router-reconcile.ts [users] [rounds]`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { pino } from 'pino'
import { connect as connectDatabase } from '../src/adapters/postgres/connect.ts'
import { migrate } from '../src/adapters/postgres/migrate.ts'
import { COMMANDS } from '../src/adapters/routeros/commands.ts'
import { connect } from '../src/adapters/routeros/connection.ts'
import { createRouters } from '../src/adapters/routeros/create-routers.ts'
import { createSecrets } from '../src/adapters/secrets/secrets.ts'
import type { RouterService, RouterTarget } from '../src/domain/routers/routers.ts'
import { compareUsers } from '../src/domain/routers/compare-users.ts'
import { syncRouter } from '../src/domain/routers/sync-router.ts'
import type { Db } from '../src/domain/tables.ts'
import { openDatabase } from './database.ts'
import { median } from './figures.ts'

const QUANTITY = Number(process.argv[2] ?? 10_000)
const ROUNDS = Number(process.argv[3] ?? 15)
const MOST_TIMES_BARE = 1.3
const LONGEST_DELAY_MS = 50
const LOGIN = { user: 'bench', password: 'bench-password' }

const PLACE = {
  id: 0,
  host: '127.0.0.1',
  tls: false,
  fingerprint: null,
  username: LOGIN.user,
  password: LOGIN.password,
}

type Case = { title: string; service: RouterService; onLine: number }
const CASES: Case[] = [
  { title: 'hotspot', service: 'hotspot', onLine: 0 },
  { title: 'hotspot, one in twenty on line', service: 'hotspot', onLine: QUANTITY / 20 },
  { title: 'PPPoE', service: 'ppp', onLine: 0 },
]

if (process.send) await simulate(process.send.bind(process))
else for (const one of CASES) await measure(one)

/** The router runs in a process of its own, as a router does. */
async function simulate(tell: (message: unknown) => void): Promise<void> {
  const { startSimulator } = await import('../src/adapters/routeros/simulator/start-simulator.ts')
  const simulator = await startSimulator({
    ...LOGIN,
    hotspotProfiles: [{ name: 'harian' }],
    pppProfiles: [{ name: 'harian' }],
    bytesPerSecond: 100_000,
  })
  process.on('message', (onLine) => {
    for (let index = 0; index < Number(onLine); index += 1) {
      simulator.hotspotLogin(nameOf(index), 'x', `02:00:00:00:${index}`)
    }
    tell({ onLine: simulator.activeSessions().length })
  })
  process.on('disconnect', () => void simulator.stop())
  tell({ port: simulator.port })
}

async function measure({ title, service, onLine }: Case): Promise<void> {
  const router = fork(fileURLToPath(import.meta.url), { stdio: 'inherit' })
  const [{ port }] = (await once(router, 'message')) as [{ port: number }]
  const database = await openDatabase()
  const db = connectDatabase(database.url)
  const routers = createRouters({ log: pino({ level: 'silent' }) })
  try {
    await migrate(db)
    const deps = depsFor(db, routers)
    const routerId = await writeDown(deps, port, service)
    await expectInStep(deps, routerId)
    // As it would have done by itself within a minute.
    await sql`vacuum analyze`.execute(db)
    router.send(onLine)
    await once(router, 'message')

    const bare = await barePrint({ ...PLACE, port })
    let delayMs = 0
    const target = { ...PLACE, id: routerId, port }
    const times: Times[] = []
    for (let round = -3; round < ROUNDS; round += 1) {
      // In turn, so that a busy moment of the machine hits both.
      const bareMs = await timed(bare.print)
      // A monitor that is used again would count the time it was off.
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      const compareMs = await timed(() => compareUsers(deps, target))
      // An old list, not a new connection, after which passwords are asked for too.
      await sql`update routers set listed_at = now() - interval '10 minutes'`.execute(db)
      const syncMs = await timed(() => syncRouter(deps, { routerId }))
      delay.disable()
      await expectInStep(deps, routerId)
      if (round < 0) continue
      times.push({ bareMs, compareMs, syncMs })
      delayMs = Math.max(delayMs, delay.max / 1e6)
    }
    bare.close()
    report(title, times, delayMs)
  } finally {
    await routers.close()
    await db.destroy()
    await database.stop()
    router.disconnect()
  }
}

type Times = { bareMs: number; compareMs: number; syncMs: number }

function report(title: string, times: Times[], delayMs: number): void {
  const bare = median(times.map((time) => time.bareMs))
  const perBare = (ms: number) => `${ms.toFixed(1)} ms, ${(ms / bare).toFixed(2)} of it`
  console.log(`${QUANTITY} users, ${title}, nothing to do, median of ${times.length}`)
  console.log(`  bare print ${bare.toFixed(1)} ms`)
  const compared = median(times.map((time) => time.compareMs))
  console.log(`  listed and compared ${perBare(compared)} (at most ${MOST_TIMES_BARE.toFixed(2)})`)
  console.log(`  the whole sync ${perBare(median(times.map((time) => time.syncMs)))}`)
  console.log(`  longest event-loop delay ${delayMs.toFixed(1)} ms (at most ${LONGEST_DELAY_MS})`)
}

type Deps = Parameters<typeof syncRouter>[0]

function depsFor(db: Db, routers: Deps['routers']): Deps {
  return {
    db,
    routers,
    log: pino({ level: 'warn' }),
    now: () => new Date(),
    draw: () => 0,
    wake: { conversation: () => {}, outbox: () => {}, effects: () => {} },
    secrets: createSecrets(Buffer.alloc(32, 7).toString('base64')),
    business: { timeZone: 'Asia/Jakarta', publicUrl: 'https://bench.invalid' },
  }
}

function nameOf(index: number): string {
  return `wf-${index}`
}

/** A router, its users, and for a hotspot the vouchers that are behind them. */
async function writeDown(deps: Deps, port: number, service: RouterService): Promise<number> {
  const { db, secrets } = deps
  const at = deps.now()
  const { id } = await db
    .insertInto('routers')
    .values({
      name: 'bench',
      host: PLACE.host,
      port,
      tls: false,
      username: LOGIN.user,
      secret: secrets.seal(LOGIN.password),
      version: '7.18.2',
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const mark = service === 'ppp' ? 'PPPOE_SYSTEM' : 'VOUCHER_SYSTEM'
  const names = Array.from({ length: QUANTITY }, (_, index) => nameOf(index))
  await sql`
    insert into router_users (router_id, service, name, secret, profile, comment, limit_uptime_seconds)
    select ${id}, ${service}, name, ${secrets.seal('x')}, 'harian',
      ${mark} || '|' || n || '|' || n || '|NULL|2026-11-21|Bench',
      case when ${service} = 'hotspot' then 10800 end
    from unnest(${names}::text[]) with ordinality as u(name, n)`.execute(db)
  if (service === 'hotspot') await writeVouchers(db, id, at)
  return id
}

async function writeVouchers(db: Db, routerId: number, at: Date) {
  await sql`
    with package as (
      insert into packages (kind, code, name, price_rupiah, profile, created_at)
      values ('hotspot', 'harian', 'Harian', 5000, 'harian', ${at}) returning id
    ), batch as (
      insert into voucher_batches
        (number, package_id, router_id, quantity, state, for_stock, created_at, ready_at)
      select 'BATCH-1', id, ${routerId}, ${QUANTITY}, 'ready', true, ${at}, ${at} from package
      returning id, package_id
    )
    insert into vouchers
      (code, password, batch_id, package_id, router_id, router_user_id, price_rupiah, cost_rupiah)
    select u.name, 'x', b.id, b.package_id, u.router_id, u.id, 5000, 0
    from batch b cross join router_users u`.execute(db)
}

async function expectInStep(deps: Deps, routerId: number) {
  const outcome = await syncRouter(deps, { routerId })
  if (outcome !== 'in step') throw new Error(`the router is ${outcome}`)
  const { rows } = await sql<{ behind: number }>`
    select count(*)::int as behind from router_users where synced <> version`.execute(deps.db)
  if (rows[0]?.behind !== 0) throw new Error(`${rows[0]?.behind} users behind`)
}

/** The lists of both services, asked for at once and thrown away. */
async function barePrint(target: RouterTarget) {
  const connection = await connect(target, { timeoutMs: 5_000 })
  const list = ({ users, userFields }: { users: string; userFields: string }) =>
    connection.write([`${users}/print`, `=.proplist=${userFields}`])
  return {
    print: async () => {
      const [hotspot, ppp] = await Promise.all([list(COMMANDS.hotspot), list(COMMANDS.ppp)])
      if (hotspot.length + ppp.length < QUANTITY) throw new Error('users are missing')
    },
    close: connection.destroy,
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
