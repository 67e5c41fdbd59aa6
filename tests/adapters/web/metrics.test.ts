import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/adapters/web/metrics/metrics.ts'
import { businessSamples } from '../../../src/adapters/web/metrics/business-samples.ts'
import { businessChecks } from '../../../src/adapters/web/health/business-checks.ts'
import { testDb } from '../../support/test-db.ts'
import { NOW, startWeb, TOKEN } from './test-web.ts'

test('requests are counted by route, so that no link and no person becomes a label', async () => {
  const { ask } = await startWeb()
  await ask(`/pay/${TOKEN}`)
  await ask('/pay/wrong')
  await ask('/nowhere/6281234567890')
  const answer = await ask('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  expect(text).toContain(
    'wicara_http_request_seconds_count{route="/pay/:token",method="GET",status="200"} 1',
  )
  expect(text).toContain(
    'wicara_http_request_seconds_count{route="none",method="GET",status="404"} 1',
  )
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain(TOKEN)
  expect(text).not.toContain('6281234567890')
})

test('what others count shows up in the scrape', async () => {
  const metrics = createMetrics()
  metrics.sent({ channel: 'cloud', session: 'main', fate: 'accepted' })
  metrics.effect({ kind: 'router.sync', outcome: 'done' })
  metrics.assistantCall({
    purpose: 'understand',
    outcome: 'ok',
    seconds: 2,
    tokensIn: 900,
    tokensOut: 40,
  })
  metrics.routerCall({ router: 'kantor', outcome: 'ok', seconds: 0.05 })
  metrics.gatewayCall({ method: 'duitku', call: 'status', outcome: 'ok', seconds: 0.4 })
  metrics.breaker({ part: 'router/kantor', open: true })
  const { body } = await metrics.text()
  for (const line of [
    'wicara_sends_total{channel="cloud",session="main",fate="accepted"} 1',
    'wicara_effects_total{kind="router.sync",outcome="done"} 1',
    'wicara_assistant_tokens_total{direction="in"} 900',
    'wicara_assistant_call_seconds_count{purpose="understand",outcome="ok"} 1',
    'wicara_router_call_seconds_count{router="kantor",outcome="ok"} 1',
    'wicara_gateway_call_seconds_count{method="duitku",call="status",outcome="ok"} 1',
    'wicara_breaker_open{part="router/kantor"} 1',
  ]) {
    expect(body).toContain(line)
  }
})

test('a reading that fails is counted and leaves no stale number behind', async () => {
  const metrics = createMetrics()
  let works = true
  metrics.read(async () => {
    if (!works) throw new Error('the database is away')
    return [
      { gauge: 'inbox_waiting', value: 3 },
      { gauge: 'routers', value: 2, labels: { state: 'reachable' } },
    ]
  })
  const first = (await metrics.text()).body
  expect(first).toContain('wicara_inbox_waiting 3')
  expect(first).toContain('wicara_routers{state="reachable"} 2')

  works = false
  const second = (await metrics.text()).body
  expect(second).toContain('wicara_scrape_failures_total 1')
  expect(second).not.toMatch(/wicara_inbox_waiting \d/)
  expect(second).not.toMatch(/wicara_routers\{/)
})

test('a fresh shop has nothing waiting and nothing sold, and says so', async () => {
  const db = await testDb()
  const metrics = createMetrics()
  const business = { timeZone: 'Asia/Jakarta', publicUrl: 'http://127.0.0.1' }
  metrics.read(() => businessSamples({ db, now: () => NOW, business }))
  const { ask } = await startWeb({ metrics, health: businessChecks({ db }) })
  const text = await (await ask('/metrics')).text()
  expect(text).toContain('wicara_scrape_failures_total 0')
  expect(text).toContain('wicara_inbox_waiting 0')
  expect(text).toContain('wicara_charges_open{state="unknown"} 0')
  expect(text).toContain('wicara_vouchers_sold_today 0')

  expect(await (await ask('/health')).json()).toMatchObject({
    status: 'healthy',
    checks: { 'queue/backlog': { status: 'healthy' }, routers: { status: 'off' } },
  })
})

test('a router that stopped answering, and a message left lying, show in the health', async () => {
  const db = await testDb()
  const router = { host: '10.0.0.1', port: 8728, tls: false, username: 'api', secret: Buffer.of(1) }
  await db
    .insertInto('routers')
    .values([
      { ...router, name: 'kantor', reachable: true, created_at: NOW },
      { ...router, name: 'gudang', reachable: false, created_at: NOW },
    ])
    .execute()
  const account = await db
    .insertInto('channel_accounts')
    .values({ channel: 'cloud', name: 'main' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('inbox')
    .values({
      account_id: account.id,
      chat: '628111',
      provider_id: 'wamid.1',
      kind: 'message',
      inbound: '{}',
      raw: '{}',
      correlation: 'c',
      received_at: NOW,
      written_at: new Date(Date.now() - 600_000),
    })
    .execute()

  const { ask } = await startWeb({ health: businessChecks({ db }) })
  expect(await (await ask('/health')).json()).toMatchObject({
    status: 'degraded',
    checks: {
      'queue/backlog': { status: 'degraded' },
      routers: { status: 'degraded', note: '1 of 2 do not answer' },
    },
  })
})
