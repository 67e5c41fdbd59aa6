import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import type { PaceClock } from '../../src/bots/pace.ts'
import { createPaces } from '../../src/bots/paces.ts'
import { PRIORITY } from '../../src/domain/messages/message.ts'

async function settle() {
  for (let n = 0; n < 20; n += 1) await Promise.resolve()
}

/** Time that passes only when it is told to, and rings whoever waits. */
function fakeTime() {
  let now = 0
  let alarms: { at: number; run: () => void }[] = []
  const clock: PaceClock = {
    now: () => now,
    after: (ms, run) => void alarms.push({ at: now + ms, run }),
  }
  async function pass(ms: number) {
    const end = now + ms
    await settle()
    for (;;) {
      const next = alarms.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      alarms = alarms.filter((one) => one !== next)
      now = Math.max(now, next.at)
      next.run()
      await settle()
    }
    now = end
  }
  return { clock, pass }
}

const linked = { accountId: 1, pace: { perSecond: 1, burst: 5 } }
const settings = { perSecond: null, chatGapMs: 1_500 }

function shop() {
  const time = fakeTime()
  const paces = createPaces({ draw: seededDice(1), clock: time.clock })
  const gone: { chat: string; at: number }[] = []
  const take = async (chat: string, priority?: number) => {
    await paces.take(linked, { chat, priority, settings })
    gone.push({ chat, at: time.clock.now() })
  }
  const send = (chat: string, priority?: number) => void take(chat, priority)
  return { ...time, paces, gone, send }
}

test('a linked number sends five at once, then one a second', async () => {
  const { pass, gone, send } = shop()
  for (let n = 0; n < 10; n += 1) send(`chat ${n}`)
  await pass(10_000)
  expect(gone.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000, 4_000, 5_000])
})

test('two messages in one chat are 1.5 to 3 seconds apart, and other chats wait for neither', async () => {
  const { pass, gone, send, clock } = shop()
  const inOneChat = (async () => {
    for (let n = 0; n < 4; n += 1) {
      send('budi')
      await pass(10)
    }
  })()
  await inOneChat
  send('siti')
  await pass(0)
  expect(gone.filter(({ chat }) => chat === 'siti')).toHaveLength(1)
  expect(clock.now()).toBe(40)
  const first = gone.find(({ chat }) => chat === 'budi')
  await pass(20_000)
  const second = gone.filter(({ chat }) => chat === 'budi')[1]
  const gap = (second?.at ?? 0) - (first?.at ?? 0)
  expect(gap).toBeGreaterThanOrEqual(1_500)
  expect(gap).toBeLessThanOrEqual(3_000)
})

test('a code that somebody paid for waits for no gap', async () => {
  const { pass, gone, send } = shop()
  send('budi')
  await pass(0)
  send('budi', PRIORITY.high)
  await pass(0)
  expect(gone).toEqual([
    { chat: 'budi', at: 0 },
    { chat: 'budi', at: 0 },
  ])
})

test('a chat that the channel found too fast is slowed by itself, codes and all, for a while', async () => {
  const { pass, gone, send, paces } = shop()
  paces.slowChat(linked, { chat: 'budi', gapMs: 6_000 })
  send('siti')
  send('budi', PRIORITY.high)
  await pass(5_999)
  expect(gone.map(({ chat }) => chat)).toEqual(['siti'])
  await pass(1)
  expect(gone.map(({ chat }) => chat)).toEqual(['siti', 'budi'])
})

test('a number that the channel asks to pause is silent for so long', async () => {
  const { pass, gone, send, paces } = shop()
  paces.pause(linked, 30_000)
  send('budi')
  await pass(29_000)
  expect(gone).toEqual([])
  await pass(3_000)
  expect(gone).toHaveLength(1)
})

test('no more chats are begun with than the number can do soon', async () => {
  const { pass, send, paces } = shop()
  expect(paces.room(linked)).toBe(15)
  for (let n = 0; n < 12; n += 1) send(`chat ${n}`)
  await pass(0)
  expect(paces.room(linked)).toBe(8)
})
