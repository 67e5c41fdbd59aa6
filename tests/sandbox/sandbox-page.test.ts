import { request } from 'node:http'
import { expect, test } from 'vitest'
import { OWNER } from '../../src/sandbox/sandbox.ts'
import { until } from '../support/until.ts'
import { BUDI, openSandbox, real } from './open-sandbox.ts'

const error = (code: string) => ({ error: expect.objectContaining({ code }) as unknown })
const said = (text: string) => ({ phone: 'wa', customer: BUDI, text })

test.each([
  ['say', '{"phone":'],
  ['say', 'null'],
  ['say', { phone: 'fax', customer: BUDI, text: 'halo' }],
  ['say', { phone: 'wa', customer: BUDI, text: '   ' }],
  ['say', { phone: 'wa', customer: BUDI, text: 'a'.repeat(4097) }],
  ['tap', { phone: 'tg', customer: BUDI, key: 'x' }],
  ['attach', { customer: BUDI, what: '../../package.json' }],
  ['world', { does: 'explode' }],
  ['world', { does: 'clock', minutes: -5 }],
  ['world', { does: 'login', code: '' }],
])('what makes no sense is refused and does nothing: %s %j', async (where, body) => {
  const { post, state } = await openSandbox()
  expect(await post(where, body)).toEqual({ status: 400, said: error('malformed') })
  expect((await state()).customer.messages).toEqual([])
})

test('a text as long as a book is refused before it is read', async () => {
  const { post } = await openSandbox()
  const answer = await post('say', said('a'.repeat(100_000)))
  expect(answer).toEqual({ status: 413, said: error('too_large') })
})

test('nobody writes with the phone of somebody who does not exist', async () => {
  const { post, state } = await openSandbox()
  for (const [where, body] of [
    ['say', { ...said('halo'), customer: '628999' }],
    ['attach', { customer: '628999', what: 'location' }],
    ['tap', { phone: 'wa', customer: '628999', messageId: 'm', key: 'k' }],
  ] as const) {
    expect(await post(where, body)).toEqual({ status: 404, said: error('no_such_customer') })
  }
  expect((await state('628999')).customer.id).toBe(BUDI)
})

test('a page of another site presses no buttons here', async () => {
  const { post, state, url } = await openSandbox()
  for (const origin of ['https://jahat.example', 'null', 'http://127.0.0.1:1']) {
    const answer = await post('say', said('halo'), { origin })
    expect(answer).toEqual({ status: 403, said: error('other_site') })
  }
  expect((await state()).customer.messages).toEqual([])
  expect(await post('say', said('halo'), { origin: url })).toEqual({ status: 200, said: {} })
})

test('a button that is not there, and a file that is not there, are said to be missing', async () => {
  const { post, ask } = await openSandbox()
  const tap = { phone: 'tg', customer: BUDI, messageId: '1', key: 'a.0' }
  expect(await post('tap', tap)).toEqual({ status: 409, said: error('no_such_button') })
  expect((await ask('/sandbox/file/wa/123')).status).toBe(404)
})

test('both people can answer one message, and the page shows which', async () => {
  const { post, state, sandbox } = await openSandbox()
  await post('say', said('halo'))
  const [first] = (await state()).customer.messages
  await post('say', { ...said('ada?'), replyTo: first?.id })
  expect((await state()).customer.messages.at(-1)).toMatchObject({
    text: 'ada?',
    quote: { mine: true, text: 'halo' },
  })

  await post('say', { phone: 'tg', customer: BUDI, text: '/status' })
  const [told] = (await state()).owner.messages
  await post('say', { phone: 'tg', customer: BUDI, text: 'ya', replyTo: told?.id })
  expect(sandbox.telegram?.messages(OWNER.id).at(-1)?.replyTo).toBe(Number(told?.id))
})

test('a customer can send a picture and a place', async () => {
  const { post, state, ask } = await openSandbox()
  await post('attach', { customer: BUDI, what: 'transfer' })
  await post('attach', { customer: BUDI, what: 'location' })
  const [picture, place] = (await state()).customer.messages
  expect(picture).toMatchObject({ mine: true, file: { mime: 'image/jpeg' } })
  expect(place).toMatchObject({ place: { latitude: -6.921_85 } })
  const file = picture?.['file'] as { url: string } | undefined
  expect((await ask(file?.url ?? '')).headers.get('content-type')).toBe('image/jpeg')
})

test('the hotspot says in plain Indonesian why somebody may not come in', async () => {
  const { post, state, sandbox, ticks } = await openSandbox()
  sandbox.hotspot?.seedUsers([
    { name: 'ABC123', password: 'ABC123' },
    { name: 'HABIS1', password: 'HABIS1', limitUptimeSeconds: 60 },
  ])
  const login = async (code: string, device = 'phone') =>
    (await post('world', { does: 'login', code, device })).said as { ok: boolean; words: string }

  expect(await login('zzz')).toMatchObject({
    ok: false,
    words: expect.stringMatching(/tidak dikenal/) as unknown,
  })
  expect(await login(' abc-123 ')).toMatchObject({
    ok: true,
    words: expect.stringMatching(/ABC123 tersambung/) as unknown,
  })
  expect((await state()).world.router?.sessions).toMatchObject([{ user: 'ABC123' }])
  expect(ticks.length).toBeGreaterThan(0)
  expect(await login('ABC123', 'laptop')).toMatchObject({
    ok: false,
    words: expect.stringMatching(/perangkat lain/) as unknown,
  })

  await login('HABIS1')
  sandbox.moveClock(120_000)
  expect(await login('habis1')).toMatchObject({
    ok: false,
    words: expect.stringMatching(/sudah habis/) as unknown,
  })
  await post('world', { does: 'router-off' })
  expect(await login('ABC123')).toMatchObject({
    ok: false,
    words: expect.stringMatching(/Router mati/) as unknown,
  })
})

test('an open page hears of changes, and is let go when the program ends', async () => {
  const { web, ask, post } = await openSandbox()
  const stream = await ask('/sandbox/events')
  const heard: string[] = []
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard.push(Buffer.from(chunk).toString())
  })()
  await until(
    () => heard.join(''),
    (text) => text.includes('retry:'),
  )
  await post('say', said('halo'))
  await until(
    () => heard.join(''),
    (text) => text.includes('data: changed'),
  )
  await web.stop()
  await reading
})

test('chats, people and the clock are remembered over a restart', async () => {
  const first = await openSandbox()
  await first.post('say', said('mau beli voucher'))
  const { said: lead } = await first.post('world', { does: 'new-lead' })
  await first.post('world', { does: 'clock', minutes: 1440 })
  await first.stop()

  const { state } = await openSandbox({ dataDir: first.dataDir })
  const { customer, customers, world } = await state()
  expect(customer.messages.map(({ text }) => text)).toEqual(['mau beli voucher'])
  expect(customers).toHaveLength(2)
  expect(world.minutesAhead).toBe(1440)
  const { customer: id } = lead as { customer: string }
  expect((await state(id)).customer.messages).toMatchObject([
    { ad: expect.stringMatching(/Umroh Berkah/) as unknown },
  ])
})

test('a phone whose channel is real is not shown', async () => {
  const { state, post } = await openSandbox({ real: { ...real, whatsapp: true }, router: false })
  expect(await state()).toMatchObject({ customer: { shown: false }, owner: { shown: true } })
  expect((await state()).world.router).toBeUndefined()
  const { said: answer } = await post('world', { does: 'login', code: 'ABC' })
  expect(answer).toMatchObject({
    ok: false,
    words: expect.stringMatching(/tidak dijalankan/) as unknown,
  })
})

test('the page runs no script but its own', async () => {
  const { ask } = await openSandbox()
  const page = await ask('/sandbox')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  const html = await page.text()
  const linked = [...html.matchAll(/(?:src|href)="(\/sandbox\/[^"]+)"/g)].map(
    ([, link]) => link ?? '',
  )
  expect(linked.length).toBeGreaterThan(2)
  expect(html).not.toMatch(/<script(?![^>]+src)|style="|onclick/)
  for (const link of linked) expect((await ask(link)).status).toBe(200)
})

test('a name of somebody else that leads here opens nothing', async () => {
  const { url } = await openSandbox()
  const { hostname, port } = new URL(url)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: `jahat.example:${port}` }
    request({ hostname, port, path: '/sandbox/state', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBe(403)
})
