import { createWeb, type Web } from '../adapters/web/create-web.ts'
import { openFileToken } from '../adapters/web/files/file-link.ts'
import type { HealthCheck } from '../adapters/web/health/health-routes.ts'
import type { Sample } from '../adapters/web/metrics/gauges.ts'
import { createMetrics } from '../adapters/web/metrics/metrics.ts'
import type { Route } from '../adapters/web/route.ts'
import type { JobQueue } from '../adapters/queue/queue.ts'
import type { Door } from '../bots/door.ts'
import type { Config } from '../config.ts'
import { businessName } from '../domain/business/business-name.ts'
import type { Deps } from '../domain/deps.ts'
import { chooseMethod } from '../domain/payments/choose-method.ts'
import { makeReceipt } from '../domain/payments/make-receipt.ts'
import { receiveCallback } from '../domain/payments/receive-callback.ts'
import { showPayment } from '../domain/payments/show-payment.ts'
import { lookAtHealth } from '../domain/reports/look-at-health.ts'
import { makeReport } from '../domain/reports/make-report.ts'
import type { Doors } from './open-doors.ts'

type Parts = { doors: Doors; queue: JobQueue; routes: Route[] }

/** The thin web: webhooks, payment pages, health, metrics. */
export function serve(config: Config, deps: Deps, { doors, queue, routes }: Parts): Web {
  const { telegram, cloud } = doors
  const metrics = createMetrics()
  metrics.read(() => readings(deps))
  const { host, port, publicUrl, trustProxy } = config.web
  return createWeb(
    {
      host,
      port,
      timeZone: deps.business.timeZone,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(trustProxy !== undefined && { trustProxy }),
    },
    {
      log: deps.log,
      now: deps.now,
      webhooks: {
        ...(cloud && { whatsapp: cloud.webhook }),
        ...(telegram && config.telegram.mode === 'webhook' && { telegram: telegram.webhook }),
        payments: (method, raw, headers) => receiveCallback(deps, { method, raw, headers }),
      },
      health: healthChecks(deps, doors, queue),
      metrics,
      pay: {
        show: (token) => showPayment(deps, token),
        choose: (choice) => chooseMethod(deps, choice),
        receipt: (token) => makeReceipt(deps, token),
        shop: async () => {
          const number = cloud?.ownNumber()
          return {
            name: await businessName(deps),
            ...(number !== undefined && { chatUrl: `https://wa.me/${number.replace(/\D/g, '')}` }),
          }
        },
      },
      files: { open: (token) => openFileToken(deps, token) },
      routes,
    },
  )
}

function healthChecks(deps: Deps, { telegram, cloud }: Doors, queue: JobQueue): HealthCheck[] {
  const line = (part: 'telegram' | 'whatsapp', name: string, door: Door): HealthCheck => ({
    part,
    name,
    deadlineMs: 1_000,
    look: async () => {
      const { state, detail } = door.health()
      return { status: state, ...(detail !== undefined && { note: detail }) }
    },
  })
  return [
    {
      part: 'database',
      name: 'postgres',
      essential: true,
      deadlineMs: 2_000,
      look: async () => {
        const { parked, effectsDead } = await lookAtHealth(deps)
        return { status: 'healthy', note: `${parked} parked, ${effectsDead} given up` }
      },
    },
    {
      part: 'queue',
      name: 'bullmq',
      deadlineMs: 2_000,
      look: async () => {
        await queue.counts()
        const { inboxOldestSeconds, outboxOldestSeconds } = await lookAtHealth(deps)
        const oldest = Math.max(inboxOldestSeconds, outboxOldestSeconds)
        return oldest > 60
          ? { status: 'degraded', note: `oldest ${oldest} s` }
          : { status: 'healthy' }
      },
    },
    {
      part: 'storage',
      name: 'objects',
      deadlineMs: 2_000,
      look: async () => {
        await deps.files.put('health/probe', Buffer.from('ok'))
        await deps.files.get('health/probe')
        return { status: 'healthy' }
      },
    },
    ...(telegram ? [line('telegram', 'bot', telegram)] : []),
    ...(cloud ? [line('whatsapp', 'cloud', cloud)] : []),
    {
      part: 'routers',
      name: 'routers',
      deadlineMs: 2_000,
      look: async () => {
        const { routers } = await lookAtHealth(deps)
        if (routers.length === 0) return { status: 'off' }
        const away = routers.filter(({ reachable }) => reachable === false).length
        return away > 0
          ? { status: 'degraded', note: `${away} of ${routers.length} away` }
          : { status: 'healthy' }
      },
    },
    {
      part: 'external',
      name: 'payments',
      deadlineMs: 2_000,
      look: async () => {
        if (deps.gateways.size === 0) return { status: 'off' }
        const { unknownPayments } = await lookAtHealth(deps)
        return unknownPayments > 0
          ? { status: 'degraded', note: `${unknownPayments} payments unknown` }
          : { status: 'healthy' }
      },
    },
  ]
}

async function readings(deps: Deps): Promise<Sample[]> {
  const [health, today] = await Promise.all([lookAtHealth(deps), makeReport(deps, 'today')])
  const up = health.routers.filter(({ reachable }) => reachable === true).length
  return [
    { gauge: 'inbox_waiting', value: health.inbox },
    { gauge: 'inbox_oldest_seconds', value: health.inboxOldestSeconds },
    { gauge: 'inbox_parked', value: health.parked },
    { gauge: 'outbox_waiting', value: health.outbox },
    { gauge: 'outbox_oldest_seconds', value: health.outboxOldestSeconds },
    { gauge: 'effects_waiting', value: health.effects },
    { gauge: 'effects_oldest_seconds', value: health.effectsOldestSeconds },
    { gauge: 'effects_dead', value: health.effectsDead },
    { gauge: 'charges_open', value: health.pendingPayments, labels: { state: 'pending' } },
    { gauge: 'charges_open', value: health.unknownPayments, labels: { state: 'unknown' } },
    { gauge: 'revenue_today_rupiah', value: today.revenueRupiah },
    { gauge: 'orders_paid_today', value: today.orders },
    { gauge: 'vouchers_sold_today', value: today.vouchersSold },
    { gauge: 'vouchers_activated_today', value: today.vouchersActivated },
    { gauge: 'leads_today', value: today.newLeads, labels: { stage: 'new' } },
    { gauge: 'leads_today', value: today.qualifiedLeads, labels: { stage: 'qualified' } },
    { gauge: 'routers', value: up, labels: { state: 'up' } },
    { gauge: 'routers', value: health.routers.length - up, labels: { state: 'away' } },
  ]
}
