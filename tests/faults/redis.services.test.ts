import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { cuttable } from '../support/cuttable.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { testRedisUrl } from '../support/test-redis.ts'
import { until } from '../support/until.ts'
import { gather } from './crowd.ts'
import { openPlace } from './place.ts'
import { quietPort } from './program.ts'
import { seed } from './rounds.ts'

const timeout = 60_000
const WELL = { doubled: 0, late: false, code: 0 }

test.skipIf(!process.env['REDIS_URL'])(
  'a Redis that is emptied and cut off costs nobody an answer',
  { timeout },
  async () => {
    const redisUrl = await testRedisUrl()
    const line = await cuttable(redisUrl)
    const after = await writeThrough(line.url, async () => {
      const redis = new Redis(redisUrl)
      await redis.flushdb()
      redis.disconnect()
      await pause(300)
      line.cut()
      await pause(1_000)
      line.mend()
    })
    expect(after).toEqual(WELL)
  },
)

test.skipIf(!(await hasRedis()))(
  'a Redis that is killed and comes back empty costs nobody an answer',
  { timeout },
  async () => {
    const redis = await startRedis()
    const after = await writeThrough(redis.url, async () => {
      await redis.kill()
      await pause(1_000)
      await redis.start()
    })
    expect(after).toEqual(WELL)
  },
)

async function writeThrough(redisUrl: string, trouble: () => Promise<void>) {
  const draw = seededDice(seed)
  const place = await openPlace({ DATABASE_URL: await testDatabaseUrl(), REDIS_URL: redisUrl })
  const program = await place.open()
  const crowd = await gather(place.whatsapp, { people: 12 })
  const writing = crowd.write(8, { draw, withinMs: 2_000 })
  await pause(200 + draw(400))
  await trouble()
  const [ms] = await Promise.all([crowd.content(20_000), writing])
  console.log(
    `seed ${seed}: ${crowd.asked()} messages, ${crowd.doubled()} answers came twice, ` +
      `all answered ${Math.round(ms)} ms after the trouble`,
  )
  const { code, said } = await program.stop()
  return { doubled: crowd.doubled(), late: ms > 10_000, code, ...(code !== 0 && { said }) }
}

/** A Redis of our own, so that nobody else's is ever emptied. */
async function startRedis() {
  const folder = await mkdtemp(path.join(tmpdir(), 'wicara-redis-'))
  const port = await quietPort()
  const url = `redis://127.0.0.1:${port}`
  const begin = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    const child = spawn('redis-server', args, { stdio: 'ignore' })
    const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 })
    probe.on('error', () => {})
    await until(() => probe.ping(), 'PONG')
    probe.disconnect()
    return child
  }
  let server = await begin()
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  atTheEnd(async () => {
    await kill()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url,
    kill,
    async start() {
      server = await begin()
    },
  }
}

async function hasRedis() {
  const child = spawn('redis-server', ['--version'], { stdio: 'ignore' })
  return new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
