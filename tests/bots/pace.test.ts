import { expect, test } from 'vitest'
import { createPace } from '../../src/bots/pace.ts'
import { PRIORITY } from '../../src/domain/messages/message.ts'

test('where a line is short of pace, the voucher goes before a thousand invoices', async () => {
  const pace = createPace({ perSecond: 500, burst: 2 })
  const gone: string[] = []
  const send = async (what: string, priority?: number) => {
    await pace.take(priority)
    gone.push(what)
  }
  await Promise.all([
    send('invoice 1', PRIORITY.low),
    send('invoice 2', PRIORITY.low),
    send('invoice 3', PRIORITY.low),
    send('invoice 4', PRIORITY.low),
    send('answer'),
    send('voucher', PRIORITY.high),
    send('another voucher', PRIORITY.high),
  ])
  expect(gone.slice(2)).toEqual(['voucher', 'another voucher', 'answer', 'invoice 3', 'invoice 4'])
})

test('a line keeps to its pace, however many ask at once', async () => {
  const pace = createPace({ perSecond: 200, burst: 1 })
  const began = performance.now()
  await Promise.all(Array.from({ length: 11 }, () => pace.take()))
  expect(performance.now() - began).toBeGreaterThan(45)
})
