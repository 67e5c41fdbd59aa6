import { createWeb, type Web } from '../adapters/web/create-web.ts'
import { openFileToken } from '../adapters/web/files/file-link.ts'
import type { HealthCheck } from '../adapters/web/health/health-routes.ts'
import { businessSamples } from '../adapters/web/metrics/business-samples.ts'
import type { Metrics } from '../adapters/web/metrics/metrics.ts'
import { businessChecks } from '../adapters/web/health/business-checks.ts'
import { sessionChecks } from '../adapters/web/health/session-checks.ts'
import { createRouterWebhook } from '../adapters/web/webhooks/router-webhook.ts'
import type { Route } from '../adapters/web/route.ts'
import type { JobQueue } from '../adapters/queue/queue.ts'
import type { Door, Webhook } from '../bots/door.ts'
import type { Config } from '../config.ts'
import { businessName } from '../domain/business/business-name.ts'
import type { Deps } from '../domain/deps.ts'
import { chooseMethod } from '../domain/payments/choose-method.ts'
import { makeReceipt } from '../domain/payments/make-receipt.ts'
import { receiveCallback } from '../domain/payments/receive-callback.ts'
import { showPayment } from '../domain/payments/show-payment.ts'
import { hearHint } from '../domain/routers/hint.ts'
import { lookAtHealth } from '../domain/reports/look-at-health.ts'
import type { Doors } from './open-doors.ts'

type Parts = {
  doors: Doors
  /** Where WAHA posts, if there is one. */
  waha?: Webhook | undefined
  queue: JobQueue
  routes: Route[]
  metrics: Metrics
}

/** The thin web: webhooks, payment pages, health, metrics. */
export function serve(config: Config, deps: Deps, parts: Parts): Web {
  const { doors, waha, queue, routes, metrics } = parts
  const { telegram, cloud } = doors
  metrics.read(() => businessSamples(deps))
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
        ...(waha && { waha }),
        ...(telegram && config.telegram.mode === 'webhook' && { telegram: telegram.webhook }),
        routers: createRouterWebhook((hint) => hearHint(deps, hint)),
        payments: (method, raw, headers) => receiveCallback(deps, { method, raw, headers }),
      },
      health: healthChecks(deps, doors, queue),
      healthOfSessions: () => sessionChecks(deps),
      metrics,
      pay: {
        show: (token) => showPayment(deps, token),
        choose: (choice) => chooseMethod(deps, choice),
        receipt: (token) => makeReceipt(deps, token),
        shop: async () => {
          const chatUrl = chatUrlOf(config, cloud)
          return { name: await businessName(deps), ...(chatUrl !== undefined && { chatUrl }) }
        },
      },
      files: { open: (token) => openFileToken(deps, token) },
      routes,
    },
  )
}

/** Where a customer's chat with us is: in WhatsApp, or on the sandbox page. */
function chatUrlOf(config: Config, cloud: Doors['cloud']) {
  if (config.sandbox && !config.whatsapp.cloud) return '/sandbox'
  const number = cloud?.ownNumber()
  return number === undefined ? undefined : `https://wa.me/${number.replace(/\D/g, '')}`
}

function healthChecks(deps: Deps, { telegram, cloud }: Doors, queue: JobQueue): HealthCheck[] {
  const deadlineMs = 2_000
  return [
    {
      part: 'database',
      name: 'postgres',
      essential: true,
      deadlineMs,
      look: async () => {
        const { parked, effectsDead } = await lookAtHealth(deps)
        return { status: 'healthy', note: `${parked} parked, ${effectsDead} given up` }
      },
    },
    {
      part: 'queue',
      name: 'bullmq',
      deadlineMs,
      look: async () => {
        await queue.counts()
        return { status: 'healthy' }
      },
    },
    {
      part: 'storage',
      name: 'objects',
      deadlineMs,
      look: async () => {
        await deps.files.put('health/probe', Buffer.from('ok'))
        await deps.files.get('health/probe')
        return { status: 'healthy' }
      },
    },
    ...businessChecks(deps),
    ...(telegram ? [lineCheck('telegram', telegram)] : []),
    ...(cloud ? [lineCheck('whatsapp', cloud)] : []),
    ...(deps.gateways.size > 0 ? [paymentsCheck(deps)] : []),
  ]
}

function lineCheck(part: 'telegram' | 'whatsapp', door: Door): HealthCheck {
  return {
    part,
    name: door.channel,
    deadlineMs: 1_000,
    look: async () => {
      const { state, detail } = door.health()
      return { status: state, ...(detail !== undefined && { note: detail }) }
    },
  }
}

function paymentsCheck(deps: Deps): HealthCheck {
  return {
    part: 'external',
    name: 'payments',
    deadlineMs: 2_000,
    look: async () => {
      const { unknownPayments } = await lookAtHealth(deps)
      return unknownPayments > 0
        ? { status: 'degraded', note: `${unknownPayments} payments unknown` }
        : { status: 'healthy' }
    },
  }
}
