import { setTimeout as pause } from 'node:timers/promises'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { GAUGES, type Sample } from './gauges.ts'

/** What Prometheus reads. The functions count one event each; anything else is read at the scrape. */
export type Metrics = ReturnType<typeof createMetrics>

/** Reads the business for the scrape: one query for many gauges is better than many for one each. */
type Reader = () => Promise<Sample[]>

const READ_MS = 3000

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const readers: Reader[] = []
  const failures = new Counter({
    ...made(registry, 'scrape_failures_total', 'Readings that failed or came too late'),
  })

  return {
    ...counts(registry),
    /** Adds to what a scrape reads. */
    read: (reader: Reader) => void readers.push(reader),
    /** Everything, in Prometheus' text format. */
    async text(): Promise<{ type: string; body: string }> {
      const samples = await Promise.all(
        readers.map((reader) =>
          inTime(reader).catch((): Sample[] => {
            failures.inc()
            return []
          }),
        ),
      )
      const parts = [registry.metrics(), gaugesOf(samples.flat()).metrics()]
      return { type: registry.contentType, body: (await Promise.all(parts)).join('\n') }
    },
  }
}

function counts(registry: Registry) {
  const http = new Histogram({
    ...made(registry, 'http_request_seconds', 'Web requests by route'),
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.25, 1, 5],
  })
  const webhooks = new Counter({
    ...made(registry, 'webhooks_total', 'What providers told us'),
    labelNames: ['source', 'outcome'],
  })
  const sends = new Counter({
    ...made(registry, 'sends_total', 'Messages sent, by what became of them'),
    labelNames: ['channel', 'session', 'fate'],
  })
  const effects = new Counter({
    ...made(registry, 'effects_total', 'Work done after a commit'),
    labelNames: ['kind', 'outcome'],
  })
  return {
    http: ({ seconds, ...labels }: HttpSeen) =>
      http.observe({ ...labels, status: String(labels.status) }, seconds),
    webhook: (labels: { source: string; outcome: string }) => webhooks.inc(labels),
    sent: (labels: { channel: string; session: string; fate: string }) => sends.inc(labels),
    effect: (labels: { kind: string; outcome: string }) => effects.inc(labels),
    ...outsideCounts(registry),
  }
}

type HttpSeen = { route: string; method: string; status: number; seconds: number }

/** Calls we make: they fail for reasons that are not ours, so each is timed and named. */
function outsideCounts(registry: Registry) {
  const calls = new Histogram({
    ...made(registry, 'assistant_call_seconds', 'Calls of the language model'),
    labelNames: ['purpose', 'outcome'],
    buckets: [0.25, 1, 2.5, 5, 10, 30],
  })
  const tokens = new Counter({
    ...made(registry, 'assistant_tokens_total', 'Tokens of the language model'),
    labelNames: ['direction'],
  })
  const routers = new Histogram({
    ...made(registry, 'router_call_seconds', 'Commands to routers'),
    labelNames: ['router', 'outcome'],
    buckets: [0.02, 0.1, 0.5, 2, 10],
  })
  const breakers = new Gauge({
    ...made(registry, 'breaker_open', '1 while calls to this part are held back'),
    labelNames: ['part'],
  })
  const gateways = new Histogram({
    ...made(registry, 'gateway_call_seconds', 'Calls of payment gateways'),
    labelNames: ['method', 'call', 'outcome'],
    buckets: [0.1, 0.5, 2, 10],
  })
  return {
    /** `outcome`: ok, fallback, late, failed. */
    assistantCall: (call: AssistantCall) => {
      calls.observe({ purpose: call.purpose, outcome: call.outcome }, call.seconds)
      tokens.inc({ direction: 'in' }, call.tokensIn)
      tokens.inc({ direction: 'out' }, call.tokensOut)
    },
    routerCall: ({ seconds, ...labels }: { router: string; outcome: string; seconds: number }) =>
      routers.observe(labels, seconds),
    gatewayCall: ({ seconds, ...labels }: GatewayCall) => gateways.observe(labels, seconds),
    breaker: ({ part, open }: { part: string; open: boolean }) =>
      breakers.set({ part }, open ? 1 : 0),
  }
}

type AssistantCall = {
  purpose: string
  outcome: string
  seconds: number
  tokensIn: number
  tokensOut: number
}
type GatewayCall = { method: string; call: string; outcome: string; seconds: number }

function made(registry: Registry, name: string, help: string) {
  return { name: `wicara_${name}`, help, registers: [registry] }
}

async function inTime(reader: Reader): Promise<Sample[]> {
  const late = new AbortController()
  try {
    return await Promise.race([
      reader(),
      pause(READ_MS, undefined, { signal: late.signal }).then(() => {
        throw new Error('too late')
      }),
    ])
  } finally {
    late.abort()
  }
}

/** Made anew for every scrape: what was not read this time is not there, rather than old. */
function gaugesOf(samples: Sample[]) {
  const registry = new Registry()
  for (const [name, read] of Map.groupBy(samples, ({ gauge }) => gauge)) {
    const { help, labels } = GAUGES[name]
    const gauge = new Gauge({ ...made(registry, name, help), labelNames: [...labels] })
    for (const sample of read) gauge.set('labels' in sample ? sample.labels : {}, sample.value)
  }
  return registry
}
