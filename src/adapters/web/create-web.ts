import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { fileRoutes, type FileLinks } from './files/file-routes.ts'
import { type HealthCheck, healthRoutes } from './health/health-routes.ts'
import type { Metrics } from './metrics/metrics.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { createPayChanges } from './pay/pay-changes.ts'
import { STREAM_LIMITS, type StreamLimits } from './pay/pay-events.ts'
import { type Pay, payRoutes } from './pay/pay-routes.ts'
import type { Route } from './route.ts'
import { serveRoutes } from './serve-routes.ts'
import type { ServeSettings } from './server-options.ts'
import { type Webhooks, webhookRoutes } from './webhooks/webhook-routes.ts'

export type WebSettings = ServeSettings & {
  host: string
  /** 0 takes any free one. */
  port: number
  /** IANA, for the times on pages. */
  timeZone: string
  streams?: Partial<StreamLimits>
}

export type WebParts = {
  log: Logger
  /** Business time: the countdown follows it. */
  now: () => Date
  webhooks: Webhooks
  health: HealthCheck[]
  /** Of what comes and goes while we run. */
  healthOfSessions?: () => Promise<HealthCheck[]>
  metrics: Metrics
  pay: Pay
  files: FileLinks
  /** Pages of others: the sandbox. */
  routes?: Route[]
}

export type Web = {
  /** Resolves when requests are answered; rejects with the system's error when the port is taken. */
  start: () => Promise<{ port: number }>
  /** Takes nothing new, ends streams, and waits for what is in hand, though not for ever. */
  stop: () => Promise<void>
  /** Somebody pays: pages of this order that are open look again. Only a nudge. */
  payChanged: (payable: string) => void
}

const STOP_MS = 6000

export function createWeb(settings: WebSettings, parts: WebParts): Web {
  const { log, metrics, now, pay } = parts
  const changes = createPayChanges()
  const streams = { ...STREAM_LIMITS, ...settings.streams }
  const app = serveRoutes(settings, {
    log,
    observe: metrics.http,
    routes: [
      ...healthRoutes(parts.health, log, parts.healthOfSessions),
      ...metricsRoutes(metrics),
      ...webhookRoutes(parts.webhooks, metrics),
      ...payRoutes({ ...settings, streams }, { pay, changes, now }),
      ...fileRoutes(parts.files),
      ...(parts.routes ?? []),
    ],
  })

  return {
    async start() {
      const { host, port } = settings
      await app.listen({ host, port, listenTextResolver: (address) => `web listens on ${address}` })
      return { port: (app.server.address() as AddressInfo).port }
    },
    async stop() {
      const hurry = setTimeout(() => app.server.closeAllConnections(), STOP_MS)
      await app.close().finally(() => clearTimeout(hurry))
    },
    payChanged: (payable) => changes.payChanged(payable),
  }
}
