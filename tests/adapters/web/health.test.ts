import { expect, test } from 'vitest'
import type { Finding, HealthCheck } from '../../../src/adapters/web/health/health-routes.ts'
import { startWeb } from './test-web.ts'

function check(part: HealthCheck['part'], finding: Finding, more: Partial<HealthCheck> = {}) {
  return {
    part,
    name: part,
    deadlineMs: 1000,
    look: async () => finding,
    ...more,
  } satisfies HealthCheck
}

async function healthOf(checks: HealthCheck[], path = '/health') {
  const { ask } = await startWeb({ health: checks })
  const answer = await ask(path)
  const report = (await answer.json()) as {
    status: string
    checks: Record<string, { status: string; note?: string }>
  }
  return { http: answer.status, ...report }
}

test('a fresh installation with little configured is healthy', async () => {
  const health = await healthOf([
    check('database', { status: 'healthy' }, { essential: true }),
    check('routers', { status: 'off' }),
  ])
  expect(health).toMatchObject({
    http: 200,
    status: 'healthy',
    checks: {
      database: { status: 'healthy' },
      routers: { status: 'off' },
      whatsapp: { status: 'off' },
      telegram: { status: 'off' },
    },
  })
})

test('a router that is away degrades the shop, and is down by itself', async () => {
  const checks = [
    check('database', { status: 'healthy' }, { essential: true }),
    check('routers', { status: 'down', note: '1 of 1 do not answer' }),
  ]
  expect(await healthOf(checks)).toMatchObject({ http: 200, status: 'degraded' })
  expect(await healthOf(checks, '/health/routers')).toMatchObject({
    http: 503,
    status: 'down',
    checks: { routers: { status: 'down', note: '1 of 1 do not answer' } },
  })
  expect(await healthOf(checks, '/health/database')).toMatchObject({ http: 200, status: 'healthy' })
})

test('without what we cannot do without, we are down', async () => {
  const checks = [
    check('database', { status: 'down' }, { essential: true }),
    check('telegram', { status: 'healthy' }),
  ]
  expect(await healthOf(checks)).toMatchObject({ http: 503, status: 'down' })
})

test('a part of several is down only when all of it is', async () => {
  const checks = [
    check('external', { status: 'down' }, { name: 'duitku' }),
    check('external', { status: 'healthy' }, { name: 'assistant' }),
  ]
  const health = await healthOf(checks, '/health/external')
  expect(health).toMatchObject({ http: 200, status: 'degraded' })
  expect(Object.keys(health.checks)).toEqual(['external/duitku', 'external/assistant'])
})

test('a part that is not configured is off, and no fault', async () => {
  expect(await healthOf([], '/health/whatsapp')).toEqual({
    http: 200,
    status: 'healthy',
    checks: { whatsapp: { status: 'off' } },
  })
})

test('a check that hangs or fails is down, and keeps its secrets', async () => {
  const health = await healthOf([
    check('storage', { status: 'healthy' }, { deadlineMs: 30, look: () => new Promise(() => {}) }),
    check(
      'telegram',
      { status: 'healthy' },
      { look: () => Promise.reject(new Error('bot123:secret was refused')) },
    ),
  ])
  expect(health).toMatchObject({
    http: 200,
    status: 'degraded',
    checks: {
      storage: { status: 'down', note: 'no answer in 30 ms' },
      telegram: { status: 'down', note: 'failed' },
    },
  })
  expect(JSON.stringify(health)).not.toContain('secret')
})

test('many who ask at once cost one look', async () => {
  let looks = 0
  const { ask } = await startWeb({
    health: [
      check(
        'database',
        { status: 'healthy' },
        {
          look: async () => {
            looks++
            return { status: 'healthy' }
          },
        },
      ),
    ],
  })
  await Promise.all(Array.from({ length: 20 }, () => ask('/health')))
  await ask('/health/database')
  expect(looks).toBe(1)
})
