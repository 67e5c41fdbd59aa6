import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/web/metrics/metrics.ts'
import type {
  PaymentNews,
  Webhook,
  WebhookRequest,
} from '../../../src/adapters/web/webhooks/webhook-routes.ts'
import { startWeb } from './test-web.ts'

function recorder(answer: Awaited<ReturnType<Webhook>>) {
  const seen: WebhookRequest[] = []
  const webhook: Webhook = async (request) => {
    seen.push(request)
    return answer
  }
  return { seen, webhook }
}

test('a door gets exactly the bytes its signature was made over', async () => {
  const { seen, webhook } = recorder({ status: 200 })
  const { ask } = await startWeb({ webhooks: { whatsapp: webhook } })
  const body = '{ "entry":[ ],"emoji":"🕋" }\n'
  const answer = await ask('/webhooks/whatsapp?a=1', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': 'sha256=abc' },
  })
  expect(answer.status).toBe(200)
  expect(seen).toHaveLength(1)
  expect(seen[0]?.body.toString('utf8')).toBe(body)
  expect(seen[0]?.headers['x-hub-signature-256']).toBe('sha256=abc')
  expect(seen[0]?.query).toEqual({ a: '1' })
})

test('the hand-shake of the Cloud API is echoed as plain text, never as a page', async () => {
  const { ask } = await startWeb({
    webhooks: {
      whatsapp: async ({ method, query }) => ({
        status: method === 'GET' ? 200 : 500,
        body: query['hub.challenge'] ?? '',
      }),
    },
  })
  const answer = await ask('/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=%3Cscript%3E')
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await answer.text()).toBe('<script>')
})

test('WhatsApp may send 3 MB at once, the others 64 KiB', async () => {
  const { seen, webhook } = recorder({ status: 200 })
  const { ask } = await startWeb({ webhooks: { whatsapp: webhook, telegram: webhook } })
  const send = (path: string, size: number) => ask(path, { method: 'POST', body: 'x'.repeat(size) })
  expect((await send('/webhooks/whatsapp', 3 * 1024 * 1024)).status).toBe(200)
  expect((await send('/webhooks/telegram', 64 * 1024)).status).toBe(200)
  expect(seen).toHaveLength(2)
  expect((await send('/webhooks/whatsapp', 3 * 1024 * 1024 + 1)).status).toBe(413)
  expect((await send('/webhooks/telegram', 64 * 1024 + 1)).status).toBe(413)
  expect(seen).toHaveLength(2)
})

test('a door that is not there does not exist on the web either', async () => {
  const { ask } = await startWeb({ webhooks: { waha: recorder({ status: 200 }).webhook } })
  expect((await ask('/webhooks/waha', { method: 'POST' })).status).toBe(200)
  for (const name of ['whatsapp', 'telegram', 'orders', 'payments/duitku', 'routers/1']) {
    const answer = await ask(`/webhooks/${name}`, { method: 'POST' })
    expect({ name, status: answer.status }).toEqual({ name, status: 404 })
    expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } })
  }
})

test('a refusal without words is worded, one with words is passed on', async () => {
  const { ask } = await startWeb({
    webhooks: {
      telegram: recorder({ status: 401 }).webhook,
      waha: recorder({ status: 422, body: '{"no":1}', type: 'application/json' }).webhook,
    },
  })
  const bare = await ask('/webhooks/telegram', { method: 'POST' })
  expect(bare.status).toBe(401)
  expect(await bare.json()).toMatchObject({ error: { code: 'bad_signature' } })

  const worded = await ask('/webhooks/waha', { method: 'POST' })
  expect(worded.status).toBe(422)
  expect(await worded.json()).toEqual({ no: 1 })
})

test('a door that fails is answered so that the provider sends again', async () => {
  const { ask } = await startWeb({
    webhooks: { telegram: () => Promise.reject(new Error('the database is away')) },
  })
  expect((await ask('/webhooks/telegram', { method: 'POST' })).status).toBe(500)
})

test('every kind of payment news has its answer', async () => {
  const told: string[] = []
  const { ask } = await startWeb({
    webhooks: {
      payments: async (method, raw, headers) => {
        told.push(`${method} ${raw} ${headers['content-type']}`)
        return raw as PaymentNews
      },
    },
  })
  const send = (body: string | Buffer) =>
    ask('/webhooks/payments/duitku', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const good = await send('accepted')
  expect(good.status).toBe(200)
  expect(await good.json()).toEqual({ success: true })
  expect(told).toEqual(['duitku accepted application/x-www-form-urlencoded'])

  const answers: [PaymentNews, number][] = [
    ['bad_signature', 401],
    ['malformed', 400],
    ['unknown_reference', 404],
    ['unknown_method', 404],
  ]
  for (const [news, status] of answers) {
    const answer = await send(news)
    expect({ news, status: answer.status }).toEqual({ news, status })
    expect(await answer.json()).toMatchObject({ error: { code: news } })
  }
})

test('bytes that no database column can hold never reach the books', async () => {
  const told: string[] = []
  const { ask } = await startWeb({
    webhooks: {
      payments: async (_method, raw) => {
        told.push(raw)
        return 'accepted'
      },
    },
  })
  for (const body of [Buffer.from([0xc3, 0x28]), Buffer.from('amount=1\u0000')]) {
    const answer = await ask('/webhooks/payments/duitku', { method: 'POST', body })
    expect(answer.status).toBe(400)
  }
  expect(told).toEqual([])
})

test('a router is known by its id in the path', async () => {
  const seen: string[] = []
  const { ask } = await startWeb({
    webhooks: {
      routers: async (id, { body, headers }) => {
        seen.push(`${id} ${headers['authorization']} ${body.toString()}`)
        return { status: 204 }
      },
    },
  })
  const answer = await ask('/webhooks/routers/7', {
    method: 'POST',
    body: 'user=H1-7KQ4',
    headers: { authorization: 'Bearer secret' },
  })
  expect(answer.status).toBe(204)
  expect(seen).toEqual(['7 Bearer secret user=H1-7KQ4'])
})

test('signed news is not held back, however much of it there is', async () => {
  const { seen, webhook } = recorder({ status: 200 })
  const { ask } = await startWeb({ webhooks: { whatsapp: webhook } })
  const answers = await Promise.all(
    Array.from({ length: 700 }, () => ask('/webhooks/whatsapp', { method: 'POST', body: '{}' })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(seen).toHaveLength(700)
})

test('what providers told us is counted by what became of it', async () => {
  const metrics = createMetrics()
  const { ask } = await startWeb({
    metrics,
    webhooks: {
      telegram: recorder({ status: 401 }).webhook,
      payments: async (_method, raw) => raw as PaymentNews,
    },
  })
  await ask('/webhooks/telegram', { method: 'POST' })
  await ask('/webhooks/payments/duitku', { method: 'POST', body: 'accepted' })
  await ask('/webhooks/payments/duitku', { method: 'POST', body: 'accepted' })
  const { body } = await metrics.text()
  expect(body).toContain('wicara_webhooks_total{source="telegram",outcome="bad_signature"} 1')
  expect(body).toContain('wicara_webhooks_total{source="payment",outcome="accepted"} 2')
})
