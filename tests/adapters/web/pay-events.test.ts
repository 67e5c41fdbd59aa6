import { expect, onTestFinished, test } from 'vitest'
import { until } from '../../support/until.ts'
import { aCharge, startWeb, type TestWeb, TOKEN } from './test-web.ts'
import { payableName } from '../../../src/domain/payments/payable.ts'

type Told = { state: string; charge: string | null; version: string }

/** A page that listens: what it was told, and whether the stream goes on. */
async function listen({ ask }: Pick<TestWeb, 'ask'>) {
  const leave = new AbortController()
  const answer = await ask(`/pay/${TOKEN}/events`, { signal: leave.signal })
  onTestFinished(() => leave.abort())
  const heard = { answer, told: [] as Told[], beats: 0, isOver: false, leave: () => leave.abort() }
  void read(answer, heard).catch(() => (heard.isOver = true))
  return heard
}

async function read(answer: Response, heard: { told: Told[]; beats: number; isOver: boolean }) {
  let rest = ''
  for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(
    new TextDecoderStream(),
  )) {
    rest += chunk
    const events = rest.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = /^event: status\ndata: (.*)$/.exec(event)?.[1]
      if (data !== undefined) heard.told.push(JSON.parse(data) as Told)
      if (event.startsWith('event: beat')) heard.beats++
    }
  }
  heard.isOver = true
}

test('an open page hears at once that the order changed', async () => {
  // Without a nudge it would not look again for a minute.
  const web = await startWeb({}, { streams: { lookMs: 60_000 } })
  const page = await listen(web)
  expect(page.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  await until(() => page.told.length, 1)
  expect(page.told[0]).toMatchObject({ state: 'open', charge: null })

  web.order.view.charge = aCharge()
  web.web.payChanged(payableName(web.order.view.ref))
  await until(() => page.told.length, 2)
  expect(page.told[1]).toMatchObject({ state: 'open', charge: 'pending' })
  expect(page.told[1]?.version).not.toBe(page.told[0]?.version)

  const html = await (await web.ask(`/pay/${TOKEN}`)).text()
  expect(html).toContain(`data-version="${page.told[1]?.version}"`)
})

test('a nudge that got lost is made up for by looking', async () => {
  const web = await startWeb({}, { streams: { lookMs: 20 } })
  const page = await listen(web)
  await until(() => page.told.length, 1)
  web.order.view.state = 'paid'
  await until(() => page.told.length, 2)
  expect(page.told[1]?.state).toBe('paid')
})

test('news of another order wakes nobody, and no news is only a beat', async () => {
  const web = await startWeb({}, { streams: { lookMs: 10, beatMs: 30 } })
  const page = await listen(web)
  web.web.payChanged('order:1')
  await until(() => page.beats >= 2, true)
  expect(page.told).toHaveLength(1)
})

test('the stream ends with the order', async () => {
  const web = await startWeb({}, { streams: { lookMs: 60_000 } })
  const page = await listen(web)
  await until(() => page.told.length, 1)
  web.order.view.state = 'delivered'
  web.order.view.codes = ['H1-7KQ4']
  web.web.payChanged(payableName(web.order.view.ref))
  await until(() => page.isOver, true)
  expect(page.told.at(-1)?.state).toBe('delivered')

  const late = await listen(web)
  await until(() => late.isOver, true)
  expect(late.told).toHaveLength(1)
})

test('the codes are not in the stream, only that there is something new', async () => {
  const web = await startWeb()
  Object.assign(web.order.view, { state: 'delivered', codes: ['H1-SECRET'] })
  const text = await (await web.ask(`/pay/${TOKEN}/events`)).text()
  expect(text).toContain('"state":"delivered"')
  expect(text).not.toContain('H1-SECRET')
})

test('one order has room for a few open pages; whoever leaves makes room', async () => {
  const web = await startWeb({}, { streams: { streamsPerOrder: 2, lookMs: 60_000 } })
  const first = await listen(web)
  await listen(web)
  const third = await web.ask(`/pay/${TOKEN}/events`)
  expect(third.status).toBe(429)
  expect(third.headers.get('retry-after')).toBe('30')

  first.leave()
  await until(async () => (await listen(web)).answer.status, 200)
})

test('when all streams are taken, pages are told to come back later', async () => {
  const web = await startWeb({}, { streams: { streams: 1 } })
  await listen(web)
  expect((await web.ask(`/pay/${TOKEN}/events`)).status).toBe(503)
  expect((await web.ask(`/pay/${TOKEN}`)).status).toBe(200)
})

test('a stream that has run long enough is ended, so that the browser comes anew', async () => {
  const web = await startWeb({}, { streams: { lookMs: 10, longestMs: 50 } })
  const page = await listen(web)
  await until(() => page.isOver, true)
  expect(page.told).toHaveLength(1)
})

test('stopping ends open pages at once', async () => {
  const web = await startWeb({}, { streams: { lookMs: 60_000 } })
  const pages = await Promise.all([listen(web), listen(web)])
  await until(() => pages.every(({ told }) => told.length === 1), true)
  const from = performance.now()
  await web.web.stop()
  expect(performance.now() - from).toBeLessThan(2000)
  await until(() => pages.every(({ isOver }) => isOver), true)
})

test('an order that cannot be read ends the stream and nothing else', async () => {
  const web = await startWeb({}, { streams: { lookMs: 10 } })
  const page = await listen(web)
  await until(() => page.told.length, 1)
  const { show } = web.order.pay
  web.order.pay.show = () => Promise.reject(new Error('the database is away'))
  await until(() => page.isOver, true)
  web.order.pay.show = show
  expect((await web.ask(`/pay/${TOKEN}`)).status).toBe(200)
})

test('a page that left while we were looking takes no room', async () => {
  const web = await startWeb({}, { streams: { streams: 1, lookMs: 60_000 } })
  const { pay } = web.order
  const { show } = pay
  const looked = Promise.withResolvers<void>()
  let looks = 0
  pay.show = async (token) => {
    looks++
    await looked.promise
    return show(token)
  }
  const leave = new AbortController()
  const left = web.ask(`/pay/${TOKEN}/events`, { signal: leave.signal })
  await until(() => looks, 1)
  leave.abort()
  await expect(left).rejects.toThrow('aborted')
  // Answered after the one before it was closed, so the server knows by then.
  await web.ask('/health')
  looked.resolve()
  pay.show = show
  await until(async () => (await listen(web)).answer.status, 200)
  expect((await web.ask(`/pay/${TOKEN}/events`)).status).toBe(503)
})
