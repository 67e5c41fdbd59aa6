import pg from 'pg'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createQueue, type JobQueue } from '../../../src/adapters/queue/queue.ts'
import { cuttable } from '../../support/cuttable.ts'
import { testDatabaseUrl } from '../../support/test-db.ts'
import { until } from '../../support/until.ts'

type Where = { databaseUrl: string; redisUrl?: string }
type Place = { where: Where; empty: () => Promise<void> }

export async function onPostgres(): Promise<Place> {
  const databaseUrl = await testDatabaseUrl()
  return {
    where: { databaseUrl },
    async empty() {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      await client.query('truncate bullmq.job, bullmq.scheduler, bullmq.event cascade')
      await client.end()
    },
  }
}

/** What holds for the queue wherever it lives. */
export function queueContract(place: () => Promise<Place>) {
  test('a conversation that is woken is handled, and so are its messages and the effects', async () => {
    const { queue, seen } = await working(await place())
    queue.wake.conversation(7)
    queue.wake.outbox(8)
    queue.wake.effects()
    await until(() => seen.toSorted().join(' '), 'conversation:7 effects outbox:8')
  })

  test('a hundred nudges about one conversation make it run once', async () => {
    const { queue, seen } = await working(await place())
    for (let i = 0; i < 100; i++) queue.wake.conversation(7)
    queue.wake.conversation(8)
    await until(() => seen.length, 2)
    expect(seen.toSorted()).toEqual(['conversation:7', 'conversation:8'])
  })

  test('a nudge that comes while its conversation is in hand runs it once more, never twice at once', async () => {
    const door = gate()
    const atOnce = { now: 0, most: 0 }
    const { queue, seen } = await working(await place(), {
      async conversation(id) {
        if (id !== 7) return
        atOnce.most = Math.max(atOnce.most, ++atOnce.now)
        await door.opened
        atOnce.now--
      },
    })
    queue.wake.conversation(7)
    await until(() => seen.length, 1)
    queue.wake.conversation(7)
    queue.wake.conversation(8)
    // 8 is through, so what came with it for 7 has arrived as well.
    await until(() => seen.length, 2)
    expect(seen).toEqual(['conversation:7', 'conversation:8'])
    door.open()
    await until(() => seen.length, 3)
    expect(seen.at(-1)).toBe('conversation:7')
    expect(atOnce.most).toBe(1)
  })

  test('one slow conversation holds up no other', async () => {
    const door = gate()
    const { queue, seen } = await working(await place(), {
      conversation: (id) => (id === 1 ? door.opened : Promise.resolve()),
    })
    for (let id = 1; id <= 200; id++) queue.wake.conversation(id)
    await until(() => seen.length, 200)
    door.open()
  })

  test('one failing conversation holds up no other, and may be woken again', async () => {
    let broken = true
    const { queue, seen } = await working(await place(), {
      async conversation(id) {
        if (id === 1 && broken) throw new Error('kaput')
      },
    })
    queue.wake.conversation(1)
    queue.wake.conversation(2)
    await until(() => seen.length, 2)
    broken = false
    queue.wake.conversation(1)
    await until(() => seen.length, 3)
  })

  test('a conversation that another process has in hand is asked for again', async () => {
    let asked = 0
    const { queue } = await working(await place(), {
      conversation: async () => (++asked < 3 ? 'busy' : 'done'),
    })
    queue.wake.conversation(7)
    await until(() => asked, 3)
  })

  test('two processes share the work, and what one wakes the other may do', async () => {
    const where = await place()
    const one = await working(where, { conversation: slowly })
    const other = await working(where, { conversation: slowly })
    for (let id = 1; id <= 600; id++) one.queue.wake.conversation(id)
    await until(() => new Set([...one.seen, ...other.seen]).size, 600)
    expect(other.seen.length).toBeGreaterThan(0)
    expect(one.seen.length).toBeGreaterThan(0)
  })

  test('a timer fires once a tick, however many processes have it', async () => {
    const where = await place()
    const fired: number[] = []
    for (let process = 0; process < 3; process++) {
      const { queue } = await working(where)
      queue.every('sweep', 200, async () => void fired.push(performance.now()))
    }
    await until(() => fired.length >= 6, true)
    const [first = 0] = fired
    const ticks = ((fired.at(-1) ?? 0) - first) / 200
    expect(fired.length).toBeLessThanOrEqual(ticks + 2)
  })

  test('a timer that fails fires again', async () => {
    const { queue } = await working(await place())
    let fired = 0
    queue.every('sweep', 100, async () => {
      fired++
      throw new Error('kaput')
    })
    await until(() => fired >= 3, true)
  })

  test('timers come back when the queue is emptied under them, and nudges go on', async () => {
    const { where, empty } = await place()
    const { queue, seen } = await working({ where })
    let fired = 0
    queue.every('sweep', 300, async () => void fired++)
    await until(() => fired >= 1, true)
    await empty()
    const before = fired
    await until(() => fired >= before + 3, true, 15_000)
    queue.wake.conversation(7)
    await until(() => seen.includes('conversation:7'), true)
  })

  test('while the line is cut nudges are kept, and nothing falls over', async () => {
    const { where } = await place()
    const line = await cuttable(where.redisUrl ?? where.databaseUrl)
    const through = where.redisUrl
      ? { ...where, redisUrl: line.url }
      : { ...where, databaseUrl: line.url }
    const { queue, seen } = await working({ where: through })
    queue.wake.conversation(1)
    await until(() => seen.length, 1)
    line.cut()
    for (let id = 2; id <= 50; id++) queue.wake.conversation(id)
    await expect(queue.counts()).rejects.toThrow(/.+/)
    line.mend()
    await until(() => new Set(seen).size, 50, 15_000)
  })

  test('closing waits for what is in hand', async () => {
    const { where } = await place()
    const door = gate()
    let finished = false
    const { queue, seen } = await working(
      { where },
      {
        async conversation() {
          await door.opened
          finished = true
        },
      },
    )
    queue.wake.conversation(7)
    await until(() => seen.length, 1)
    expect(await queue.counts()).toMatchObject({ conversation: { waiting: 0, active: 1 } })
    const closed = queue.close()
    setTimeout(door.open, 50)
    await closed
    expect(finished).toBe(true)
  })

  test('what was in hand when a process went away is done by another', async () => {
    const { where } = await place()
    const leaving = await working({ where }, { conversation: () => new Promise(() => {}) })
    leaving.queue.wake.conversation(7)
    await until(() => leaving.seen.length, 1)
    await leaving.queue.close(0)
    const staying = await working({ where })
    await until(() => staying.seen.includes('conversation:7'), true, 15_000)
  })
}

type Work = Parameters<JobQueue['work']>[0]

/** A process that works, and what it was woken for. */
async function working({ where }: Pick<Place, 'where'>, work: Partial<Work> = {}) {
  const queue = await createQueue({ ...where, log: pino({ level: 'silent' }) })
  onTestFinished(() => queue.close(500))
  const seen: string[] = []
  queue.work({
    concurrency: 8,
    conversation(id) {
      seen.push(`conversation:${id}`)
      return work.conversation?.(id) ?? Promise.resolve()
    },
    async outbox(id) {
      seen.push(`outbox:${id}`)
    },
    async effects() {
      seen.push('effects')
    },
  })
  return { queue, seen }
}

const slowly = () => new Promise((resolve) => setTimeout(resolve, 5))

function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  return { opened, open }
}
