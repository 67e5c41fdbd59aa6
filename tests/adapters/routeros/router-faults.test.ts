import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../src/adapters/routeros/connection.ts'
import { assertGuardFits } from '../../../src/adapters/routeros/guard.ts'
import { encodeSentence } from '../../../src/adapters/routeros/wire.ts'
import type { Unreachable } from '../../../src/domain/fault.ts'
import type { AddAnswer } from '../../../src/domain/routers/routers.ts'
import { ourSide, router, target, until, voucher, vouchers } from './support.ts'

const QUICK = { connectTimeoutMs: 150, commandTimeoutMs: 150, listTimeoutMs: 600 }

describe('a router that cannot be reached', () => {
  test('switched off: said at once, with the reason', async () => {
    const simulator = await router()
    await simulator.switchOff()
    const listing = ourSide().listUsers(target(simulator), 'hotspot')
    await expect(listing).rejects.toMatchObject({
      name: 'Unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('closes the door before login, as with an address list or too many sessions', async () => {
    const simulator = await router({ faults: { accept: 'close' } })
    const check = ourSide().check(target(simulator))
    await expect(check).rejects.toMatchObject({
      name: 'Unreachable',
      message: expect.stringMatching(/closed|ECONNRESET/),
    })
  })

  test('takes the call and says nothing: given up after the deadline', async () => {
    const simulator = await router({ faults: { accept: 'silence' } })
    const check = ourSide({ limits: QUICK }).check(target(simulator))
    await expect(check).rejects.toMatchObject({ name: 'Unreachable' })
    expect(simulator.connections()).toBe(0)
  })

  test('reads the login and never answers: given up after the deadline', async () => {
    const simulator = await router({ faults: { stall: 'unapplied' } })
    const listing = ourSide({ limits: QUICK }).listUsers(target(simulator), 'hotspot')
    await expect(listing).rejects.toMatchObject({ name: 'Unreachable' })
    await until(() => simulator.connections() === 0)
  })

  test('the twenty-first session is turned away, ours is one', async () => {
    const simulator = await router({ faults: { maxSessions: 1 } })
    const first = ourSide()
    await first.listUsers(target(simulator), 'hotspot')
    await Promise.all(
      Array.from({ length: 10 }, () => first.activeSessions(target(simulator), 'hotspot')),
    )
    expect(simulator.connections()).toBe(1)
    const second = ourSide().listUsers(target(simulator), 'hotspot')
    await expect(second).rejects.toMatchObject({ name: 'Unreachable' })
  })

  test.each([
    [
      'an odd answer to the login',
      /means nothing/,
      (tag: string) => sentence('!done', '=ret=xyz', tag),
    ],
    [
      'a web server',
      /closed|reserved|word of/,
      () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ],
    ['garbage', /reserved control byte 0xff/, () => Buffer.alloc(64, 0xff)],
    ['a farewell', /session limit reached/, () => sentence('!fatal', 'session limit reached')],
  ])('something else answers there: %s', async (_, why, answer) => {
    const port = await server((socket) => {
      socket.once('data', (login) => {
        const tag = /\.tag=\w+/.exec(login.toString('latin1'))?.[0] ?? ''
        socket.end(answer(tag))
      })
    })
    const check = ourSide({ limits: QUICK }).check(target({ port }))
    await expect(check).rejects.toMatchObject({
      name: 'Unreachable',
      message: expect.stringMatching(why),
    })
  })
})

describe('a connection that dies under a batch', () => {
  test.each(['fin', 'rst', 'fatal'] as const)(
    'what was answered is known, what was sent may have happened, nothing hangs (%s)',
    async (dropWith) => {
      const simulator = await router({ replyDelayMs: 2 })
      const routers = ourSide()
      await routers.listUsers(target(simulator), 'hotspot')
      simulator.setFaults({ dropAfter: 100, dropWith })
      const answers: AddAnswer[] = []
      const batch = routers.addUsers(target(simulator), 'hotspot', vouchers(300), (answer) =>
        answers.push(answer),
      )
      await expect(batch).rejects.toMatchObject({ name: 'OutcomeUnknown' })
      const there = new Set(simulator.users().map((user) => user.name))
      expect(there.size, 'one command was the look at the profiles').toBe(99)
      expect(answers.length).toBeLessThan(99)
      expect(answers.every((answer) => there.has(answer.name))).toBe(true)
    },
  )

  test('afterwards the list tells what is there, and the rest can be added', async () => {
    const simulator = await router({ replyDelayMs: 2 })
    const routers = ourSide()
    simulator.setFaults({ dropAfter: 50 })
    const users = vouchers(120)
    const batch = routers.addUsers(target(simulator), 'hotspot', users, () => undefined)
    await expect(batch).rejects.toMatchObject({ name: 'OutcomeUnknown' })

    const there = await eventually(() => routers.listUsers(target(simulator), 'hotspot'))
    const names = new Set(there.map((user) => user.name))
    const answers: AddAnswer[] = []
    await routers.addUsers(
      target(simulator),
      'hotspot',
      users.filter((user) => !names.has(user.name)),
      (answer) => answers.push(answer),
    )
    expect(answers.every((answer) => answer.kind === 'added')).toBe(true)
    expect(simulator.users()).toHaveLength(120)
  })

  test('a list that breaks off half-way is no list', async () => {
    const simulator = await router({ replyDelayMs: 5 })
    simulator.seedUsers(vouchers(500))
    const routers = ourSide()
    await routers.listProfiles(target(simulator), 'hotspot')
    const listing = routers.listUsers(target(simulator), 'hotspot')
    await until(() => simulator.commandCount('/ip/hotspot/user/print') === 1)
    simulator.dropConnections('rst')
    await expect(listing).rejects.toMatchObject({ name: 'Unreachable' })
  })

  test.each([
    ['applied', 'it was done', 1],
    ['unapplied', 'it was not', 0],
  ] as const)('a stall leaves open whether it was done: here, %s', async (stall, _, there) => {
    const simulator = await router()
    const routers = ourSide({ limits: QUICK })
    await routers.listProfiles(target(simulator), 'hotspot')
    await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-0')], () => undefined)
    simulator.setFaults({ stall })
    const add = routers.addUsers(target(simulator), 'hotspot', [voucher('wf-1')], () => undefined)
    await expect(add).rejects.toMatchObject({ name: 'OutcomeUnknown' })
    const names = simulator.users().map((user) => user.name)
    expect(names.filter((name) => name === 'wf-1')).toHaveLength(there)
    await until(() => simulator.connections() === 0)
  })

  test('a command on a connection that is gone is refused, not kept for ever', async () => {
    const simulator = await router()
    const connection = await connect(target(simulator), { timeoutMs: 1_000 })
    connection.destroy()
    await expect(connection.write(['/system/identity/print'])).rejects.toMatchObject({
      name: 'NotSent',
    })
  })

  test('ending while half-open does not wait for a goodbye that never comes', async () => {
    const simulator = await router()
    const routers = ourSide()
    await routers.listProfiles(target(simulator), 'hotspot')
    simulator.setFaults({ stall: 'unapplied' })
    const pending = routers.listUsers(target(simulator), 'hotspot')
    const told = pending.catch((error: unknown) => error)
    await until(() => simulator.commandCount('/ip/hotspot/user/print') === 1)
    const startedAt = performance.now()
    await routers.close()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(await told).toMatchObject({ name: 'Unreachable' })
    await expect(routers.listUsers(target(simulator), 'hotspot')).rejects.toMatchObject({
      name: 'Unreachable',
    })
  })
})

describe('replies that come in odd shapes', () => {
  test('cut and merged anywhere, the answers are the same', async () => {
    const simulator = await router()
    const longComment = `VOUCHER_SYSTEM|${'k'.repeat(200)}`
    const script = `:log info "${'skrip '.repeat(3_000)}"`
    simulator.seedUsers([
      { name: 'panjang', comment: longComment },
      { name: 'skrip', comment: script },
      { name: 'aksara', comment: '✓ 🕋 عمرة' },
    ])
    const expected = [longComment, script, '✓ 🕋 عمرة']
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.constantFrom(40, 700, 1_500, 20_000),
        fc.constantFrom('first' as const, 'last' as const, 'mixed' as const),
        async (seed, largest, tag) => {
          simulator.setFaults({ chunks: { seed, largest }, tag })
          const connection = await connect(target(simulator), { timeoutMs: 5_000 })
          const lists = await Promise.all([
            connection.write(['/ip/hotspot/user/print', '=.proplist=name,comment']),
            connection.write(['/ip/hotspot/active/print']),
            connection.write(['/ip/hotspot/user/print', '=.proplist=comment', '?name=aksara']),
          ])
          connection.destroy()
          await connection.ended
          expect(lists[0].slice(1).map((row) => row['comment'])).toEqual(expected)
          expect(lists[1]).toEqual([])
          expect(lists[2]).toEqual([{ comment: '✓ 🕋 عمرة' }])
        },
      ),
      { numRuns: 25, examples: [[1, 3, 'mixed']] },
    )
  })

  test('late replies that nobody waits for are counted and dropped', async () => {
    const simulator = await router({ faults: { strayEvery: 2 } })
    const routers = ourSide()
    await routers.addUsers(target(simulator), 'hotspot', vouchers(20), () => undefined)
    expect(await routers.listUsers(target(simulator), 'hotspot')).toHaveLength(20)
    expect(routers.health()[0]?.session?.strayReplies).toBeGreaterThan(10)
  })

  test.each(['always', 'never'] as const)(
    'a trap is understood, its category %s',
    async (category) => {
      const simulator = await router({ faults: { category } })
      simulator.seedUsers([{ name: 'wf-1' }])
      const answers: AddAnswer[] = []
      await ourSide().addUsers(target(simulator), 'hotspot', [voucher('wf-1')], (a) =>
        answers.push(a),
      )
      expect(answers).toMatchObject([{ refusal: 'duplicate' }])
    },
  )

  test('the category of a trap is kept', async () => {
    const simulator = await router({ faults: { category: 'always' } })
    const connection = await connect(target(simulator), { timeoutMs: 1_000 })
    onTestFinished(connection.destroy)
    await expect(connection.write(['/ip/hotspot/user/remove', '=.id=*DEAD'])).rejects.toMatchObject(
      {
        name: 'Trap',
        message: 'no such item',
        category: 0,
      },
    )
  })

  test('the same words may be sent twice', async () => {
    const simulator = await router()
    const connection = await connect(target(simulator), { timeoutMs: 1_000 })
    onTestFinished(connection.destroy)
    const words = ['/system/identity/print']
    const answers = await Promise.all([connection.write(words), connection.write(words)])
    expect(answers).toEqual([[{ name: 'MikroTik' }], [{ name: 'MikroTik' }]])
    expect(words).toEqual(['/system/identity/print'])
  })
})

test('another version of the library is refused instead of running without its guard', () => {
  expect(() => assertGuardFits('1.6.10')).toThrow('1.6.10')
  expect(() => assertGuardFits('1.6.9')).not.toThrow()
})

describe('the session with a router', () => {
  test('a command is one packet: a hundred in turn do not wait for each other’s delayed ACK', async () => {
    const simulator = await router()
    const routers = ourSide()
    await routers.listProfiles(target(simulator), 'hotspot')
    const startedAt = performance.now()
    for (let turn = 0; turn < 100; turn += 1) {
      await routers.activeSessions(target(simulator), 'hotspot')
    }
    // With Nagle's algorithm and delayed ACKs it would be more than four seconds.
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  test('has a name of its own, and another after each connecting', async () => {
    const simulator = await router()
    const connected: number[] = []
    const routers = ourSide({ onConnected: (routerId) => connected.push(routerId) })
    expect(routers.session(1)).toBeNull()
    await routers.listProfiles(target(simulator), 'hotspot')
    const first = routers.session(1)
    await routers.listProfiles(target(simulator), 'hotspot')
    expect(routers.session(1)).toBe(first)
    simulator.dropConnections('fin')
    await until(() => routers.session(1) === null)
    await routers.listProfiles(target(simulator), 'hotspot')
    expect(routers.session(1)).not.toBe(first)
    expect(connected).toEqual([1, 1])
  })

  test('a router that comes back empty is found empty', async () => {
    const simulator = await router()
    const routers = ourSide()
    await routers.addUsers(target(simulator), 'hotspot', vouchers(5), () => undefined)
    const before = routers.session(1)
    await simulator.reset()
    const users = await eventually(() => routers.listUsers(target(simulator), 'hotspot'))
    expect(users).toEqual([])
    expect(routers.session(1)).not.toBe(before)
  })

  test('while it is left alone, whoever asks is told at once and when to come back', async () => {
    const simulator = await router()
    await simulator.switchOff()
    const routers = ourSide({ pauses: { firstMs: 60_000, longestMs: 60_000 } })
    await expect(routers.listUsers(target(simulator), 'hotspot')).rejects.toThrow('ECONNREFUSED')
    await simulator.switchOn()
    const refusal = await routers.listUsers(target(simulator), 'hotspot').catch((e: unknown) => e)
    expect(refusal).toMatchObject({ name: 'Unreachable' })
    const { retryAfterMs } = refusal as Unreachable
    expect(retryAfterMs).toBeGreaterThan(20_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    expect(routers.health()).toMatchObject([{ routerId: 1, state: 'paused', failures: 1 }])

    await routers.check(target(simulator))
    expect(await routers.listUsers(target(simulator), 'hotspot')).toEqual([])
    expect(routers.health()).toMatchObject([{ state: 'connected', failures: 0, problem: null }])
  })

  test('pauses grow with the failures, up to the longest', async () => {
    const simulator = await router()
    await simulator.switchOff()
    const routers = ourSide({ pauses: { firstMs: 4, longestMs: 30 } })
    const pauses: number[] = []
    while (pauses.length < 6) {
      const failed = await routers.listUsers(target(simulator), 'hotspot').catch((e: unknown) => e)
      expect(failed).toMatchObject({ name: 'Unreachable' })
      const { failures = 0, pausedForMs = 0 } = routers.health()[0] ?? {}
      if (failures > pauses.length) pauses.push(pausedForMs)
    }
    expect(pauses[0]).toBeLessThanOrEqual(4)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30)
    expect(pauses[5]).toBeGreaterThan(pauses[0] ?? 0)
    await simulator.switchOn()
    expect(await eventually(() => routers.listUsers(target(simulator), 'hotspot'))).toEqual([])
  })

  test('many who ask at once share one login', async () => {
    const simulator = await router({ replyDelayMs: 5 })
    const routers = ourSide()
    await Promise.all(
      Array.from({ length: 20 }, () => routers.listProfiles(target(simulator), 'hotspot')),
    )
    expect(simulator.connections()).toBe(1)
  })

  test('a quiet connection is tried now and then, and a dead one noticed before it is needed', async () => {
    const simulator = await router()
    const routers = ourSide({ limits: { ...QUICK, heartbeatMs: 20 } })
    await routers.listProfiles(target(simulator), 'hotspot')
    await until(() => simulator.commandCount('/system/identity/print') >= 2)
    simulator.setFaults({ stall: 'unapplied' })
    await until(() => routers.session(1) === null)
    expect(routers.health()[0]?.problem).toContain('/system/identity/print')
  })

  test('a connection nobody uses is given back', async () => {
    const simulator = await router()
    const routers = ourSide({ limits: { heartbeatMs: 10, idleMs: 30 } })
    await routers.listProfiles(target(simulator), 'hotspot')
    await until(() => simulator.connections() === 0)
    expect(routers.health()).toMatchObject([{ state: 'closed', failures: 0 }])
    expect(await routers.listUsers(target(simulator), 'hotspot')).toEqual([])
  })

  test('a new address or password takes effect at once', async () => {
    const old = await router()
    const fresh = await router({ password: 'baru' })
    const routers = ourSide()
    await routers.listProfiles(target(old), 'hotspot')
    await routers.listProfiles(target(fresh, { password: 'baru' }), 'hotspot')
    await until(() => old.connections() === 0)
    routers.forget(1)
    await until(() => fresh.connections() === 0)
    expect(routers.health()).toEqual([])
  })

  test('a router that is forgotten while we are connecting is left in peace', async () => {
    const simulator = await router({ faults: { accept: 'silence' } })
    const routers = ourSide()
    const listing = routers.listUsers(target(simulator), 'hotspot')
    const told = listing.catch((error: unknown) => error)
    routers.forget(1)
    expect(await told).toMatchObject({ name: 'Unreachable' })
    expect(routers.health()).toEqual([])
  })

  test('a slow board gets fewer commands at a time', async () => {
    const simulator = await router({ serialWorkMs: 40 })
    const routers = ourSide()
    await routers.addUsers(target(simulator), 'hotspot', vouchers(36), () => undefined)
    expect(routers.health()[0]?.session?.window).toBeLessThan(32)
    expect(simulator.users()).toHaveLength(36)
  })
})

async function server(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const listening = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    listening.close()
  })
  await once(listening, 'listening')
  return (listening.address() as { port: number }).port
}

function sentence(...words: string[]): Buffer {
  return encodeSentence(words)
}

/** Asks until it answers: a pause may lie between. */
async function eventually<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = performance.now() + 5_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => {
        setTimeout(resolve, 2)
      })
    }
  }
}
