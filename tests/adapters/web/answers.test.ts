import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { Route } from '../../../src/adapters/web/route.ts'
import { startWeb, TOKEN } from './test-web.ts'

const echo: Route = {
  method: 'POST',
  path: '/echo',
  audience: 'machines',
  handle: async ({ body, sender }) => ({ body: `${sender} ${body.toString('hex')}` }),
}

test('every answer carries a request id, and a sane one of the caller is kept', async () => {
  const { ask } = await startWeb()
  const own = await ask('/health', { headers: { 'x-request-id': 'trace-12345' } })
  expect(own.headers.get('x-request-id')).toBe('trace-12345')

  const odd = await ask('/health', { headers: { 'x-request-id': 'a b<script>' } })
  expect(odd.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)

  for (const path of ['/', '/pay/no', '/webhooks/nobody', '/%zz', '/metrics']) {
    const answer = await ask(path)
    const id = answer.headers.get('x-request-id')
    expect({ path, id }).toEqual({ path, id: expect.stringMatching(/^[\w-]{12}$/) as string })
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('a program that knocks at a wrong address is told so in JSON, a person by a page', async () => {
  const { ask } = await startWeb()
  const program = await ask('/webhooks/nobody', { method: 'POST', body: '{}' })
  expect(program.status).toBe(404)
  expect(await program.json()).toEqual({
    error: {
      code: 'not_found',
      message: 'There is nothing at this address.',
      requestId: program.headers.get('x-request-id'),
    },
  })

  const person = await ask('/somewhere', { headers: { accept: 'text/html,*/*' } })
  expect(person.status).toBe(404)
  expect(person.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const page = await person.text()
  expect(page).toContain('Halaman tidak ditemukan')
  expect(page).toContain(person.headers.get('x-request-id'))

  const english = await ask('/somewhere', {
    headers: { accept: 'text/html', 'accept-language': 'en-US,en;q=0.9' },
  })
  expect(await english.text()).toContain('Page not found')
})

test('an address that cannot be read is malformed, not a crash', async () => {
  const { ask } = await startWeb()
  const answer = await ask('/health/%zz')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { code: 'malformed' } })
})

test('a path says what it takes when asked for something else', async () => {
  const { ask } = await startWeb({ routes: [echo] })
  const wrong = await ask('/health', { method: 'DELETE' })
  expect(wrong.status).toBe(405)
  expect(wrong.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(await wrong.json()).toMatchObject({ error: { code: 'method_not_allowed' } })

  const posted = await ask(`/pay/${TOKEN}`, { method: 'POST' })
  expect(posted.status).toBe(405)
  expect(posted.headers.get('content-type')).toContain('text/html')

  const got = await ask('/echo')
  expect(got.status).toBe(405)
  expect(got.headers.get('allow')).toBe('POST, OPTIONS')

  const options = await ask(`/pay/${TOKEN}/qris`, { method: 'OPTIONS' })
  expect(options.status).toBe(204)
  expect(options.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS')
  expect(options.headers.get('access-control-allow-origin')).toBeNull()
})

test('HEAD answers like GET, without the page', async () => {
  const { ask } = await startWeb()
  const get = await ask(`/pay/${TOKEN}`)
  const head = await ask(`/pay/${TOKEN}`, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
  // A stream has no head to look at.
  expect((await ask(`/pay/${TOKEN}/events`, { method: 'HEAD' })).status).toBe(405)
})

test('a body arrives as the bytes it was sent, whatever it calls itself', async () => {
  const { ask } = await startWeb({ routes: [echo] })
  const bytes = Buffer.from('{"broken": ÿ\u0000')
  for (const type of [
    'application/json',
    'text/plain',
    'image/x-unheard-of; a=b',
    'application/x-www-form-urlencoded',
  ]) {
    const answer = await ask('/echo', {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': type },
    })
    const text = await answer.text()
    expect({ type, text }).toEqual({ type, text: `127.0.0.1 ${bytes.toString('hex')}` })
  }
  expect(await (await ask('/echo', { method: 'POST' })).text()).toBe('127.0.0.1 ')

  const headers = { 'content-type': 'nonsense' }
  expect((await ask('/echo', { method: 'POST', body: bytes, headers })).status).toBe(400)
})

test('64 KiB is taken, one byte more is too large', async () => {
  const { ask } = await startWeb({ routes: [echo] })
  const send = (size: number) => ask('/echo', { method: 'POST', body: Buffer.alloc(size) })
  expect((await send(64 * 1024)).status).toBe(200)
  const large = await send(64 * 1024 + 1)
  expect(large.status).toBe(413)
  expect(await large.json()).toMatchObject({ error: { code: 'too_large' } })
})

test('what a route throws is a fault of ours, told without its words', async () => {
  const broken: Route = {
    ...echo,
    path: '/broken',
    handle: async () => {
      throw new Error('password of the database is hunter2')
    },
  }
  const { ask } = await startWeb({
    routes: [broken, { ...broken, path: '/page', audience: 'people' }],
  })
  const program = await ask('/broken', { method: 'POST' })
  expect(program.status).toBe(500)
  const text = await program.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'failed' } })
  expect(text).not.toContain('hunter2')

  const page = await ask('/page', { method: 'POST' })
  expect(page.status).toBe(500)
  expect(await page.text()).toContain('Maaf, sedang ada gangguan')
})

test('a route that never answers is given up on in time', async () => {
  const stuck: Route = { ...echo, path: '/stuck', handle: () => new Promise(() => {}) }
  const { ask } = await startWeb({ routes: [stuck] }, { answerMs: 50 })
  const answer = await ask('/stuck', { method: 'POST' })
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } })
})

test('bytes that are no request at all get a plain refusal', async () => {
  const { port } = await startWeb()
  const said = await talk(port, 'HELLO THERE\r\n\r\n')
  expect(said).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  expect(said).toMatch(/X-Request-Id: [\w-]{12}\r\n/)
  expect(said).toContain('"code":"malformed"')

  const headers = `X-Long: ${'a'.repeat(20_000)}\r\n`
  expect(await talk(port, `GET /health HTTP/1.1\r\nHost: x\r\n${headers}\r\n`)).toMatch(
    /^HTTP\/1.1 431 /,
  )
})

test('whoever sends his request drop by drop is shown the door', async () => {
  const { port } = await startWeb({}, { receiveMs: 200 })
  const from = performance.now()
  const said = await talk(port, 'GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  expect(said).toMatch(/^HTTP\/1.1 408 /)
  expect(performance.now() - from).toBeLessThan(5000)
})

test('one sender who asks too often waits, and is told how long', async () => {
  const page: Route = {
    method: 'GET',
    path: '/page',
    audience: 'people',
    limit: { name: 'page', perMinute: 3 },
    handle: async () => ({ body: 'here' }),
  }
  const { ask } = await startWeb({ routes: [page] }, { trustProxy: 1 })
  const from = (sender: string) => ask('/page', { headers: { 'x-forwarded-for': sender } })
  for (const _ of [1, 2, 3]) expect((await from('203.0.113.7')).status).toBe(200)

  const refused = await from('203.0.113.7')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(15)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(20)
  expect(await refused.text()).toContain('Pelan-pelan dulu, ya')
  expect((await from('203.0.113.8')).status).toBe(200)
})

async function senderSeen(trustProxy: number | string | string[] | undefined, forwarded: string) {
  const { ask } = await startWeb({ routes: [echo] }, trustProxy === undefined ? {} : { trustProxy })
  const answer = await ask('/echo', { method: 'POST', headers: { 'x-forwarded-for': forwarded } })
  return (await answer.text()).trim()
}

test('only the proxies we know may say who is asking', async () => {
  expect(await senderSeen(undefined, '203.0.113.7')).toBe('127.0.0.1')
  expect(await senderSeen(1, '203.0.113.7')).toBe('203.0.113.7')
  // The first is what the sender claims, the second what our proxy saw.
  expect(await senderSeen(1, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(await senderSeen(2, '198.51.100.1, 203.0.113.7')).toBe('198.51.100.1')
  expect(await senderSeen(['127.0.0.1', '203.0.113.0/24'], '198.51.100.1, 203.0.113.7')).toBe(
    '198.51.100.1',
  )
  expect(await senderSeen('10.0.0.1', '203.0.113.7')).toBe('127.0.0.1')
  // An IPv6 sender can draw addresses at will; his network is one sender.
  expect(await senderSeen(1, '2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2')
})

test('behind https the browser is told to stay there', async () => {
  const plain = await startWeb()
  const safe = await startWeb({}, { publicUrl: 'https://toko.example' })
  const header = 'strict-transport-security'
  expect((await plain.ask('/health')).headers.get(header)).toBeNull()
  expect((await safe.ask('/health')).headers.get(header)).toContain('max-age=')
})

test('stopping finishes what is in hand and takes nothing new', async () => {
  const entered = Promise.withResolvers<void>()
  const finished = Promise.withResolvers<string>()
  const slow: Route = {
    ...echo,
    path: '/slow',
    handle: async () => {
      entered.resolve()
      return { body: await finished.promise }
    },
  }
  const { ask, web } = await startWeb({ routes: [slow] })
  const answer = ask('/slow', { method: 'POST' })
  await entered.promise
  const from = performance.now()
  const stopped = web.stop()
  await expect(ask('/health')).rejects.toThrow('fetch failed')
  finished.resolve('done all the same')
  expect(await (await answer).text()).toBe('done all the same')
  await stopped
  // The connection it came on is not kept for more.
  expect(performance.now() - from).toBeLessThan(3000)
})

test('a port that is taken is said so', async () => {
  const { port } = await startWeb()
  await expect(startWeb({}, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

function talk(port: number, words: string) {
  return new Promise<string>((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    socket.setEncoding('utf8').on('data', (chunk) => (heard += String(chunk)))
    socket.once('close', () => resolve(heard)).once('error', reject)
  })
}
