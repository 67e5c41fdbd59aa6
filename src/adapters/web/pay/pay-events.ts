import { payableName } from '../../../domain/payments/payable.ts'
import type { PaymentView } from '../../../domain/payments/payment-view.ts'
import { Problem, type Route } from '../route.ts'
import type { PayChanges } from './pay-changes.ts'
import { isFinal, versionOf } from './pay-page.ts'

export type StreamLimits = {
  /** Streams open at once, in all and for one order. */
  streams: number
  streamsPerOrder: number
  /** How often the row is looked at when nobody nudges. */
  lookMs: number
  /** The longest silence: proxies cut what is silent, and the page takes it for broken. */
  beatMs: number
  /** After this the browser is asked to come again, which it does by itself. */
  longestMs: number
}

export const STREAM_LIMITS: StreamLimits = {
  streams: 500,
  streamsPerOrder: 6,
  lookMs: 2000,
  beatMs: 15_000,
  longestMs: 15 * 60_000,
}

type Show = (token: string) => Promise<PaymentView>

/** Live status for an open payment page: `status` with a version when something changed, `beat` when not. */
export function payEventsRoute(show: Show, changes: PayChanges, limits: StreamLimits): Route {
  let open = 0
  return {
    method: 'GET',
    path: '/pay/:token/events',
    audience: 'machines',
    limit: { name: 'pay-events', perMinute: 240 },
    stream: true,
    handle: async ({ params, signal }) => {
      const token = params['token'] ?? ''
      const first = await show(token)
      // Gone meanwhile: nobody would tell us to let go again.
      if (signal.aborted) return {}
      if (open >= limits.streams) throw full(503)
      if (changes.count(payableName(first.ref)) >= limits.streamsPerOrder) throw full(429)

      open++
      const bell = createBell(signal)
      const unwatch = changes.watch(payableName(first.ref), bell.ring)
      signal.addEventListener('abort', () => {
        open--
        unwatch()
      })
      return {
        type: 'text/event-stream; charset=utf-8',
        // nginx would hold the stream back to fill its buffer.
        headers: { 'x-accel-buffering': 'no' },
        body: follow(() => show(token), { bell, signal, limits }),
      }
    },
  }
}

function full(status: number) {
  return new Problem(status, 'too_many_streams', 'Too many open streams.', {
    retryAfterSeconds: 30,
  })
}

type Following = { bell: Bell; signal: AbortSignal; limits: StreamLimits }

async function* follow(look: () => Promise<PaymentView>, { bell, signal, limits }: Following) {
  const end = performance.now() + limits.longestMs
  let told = ''
  let saidAt = performance.now()
  yield 'retry: 3000\n\n'

  while (!signal.aborted && performance.now() < end) {
    const view = await look()
    const version = versionOf(view)
    if (version !== told) {
      told = version
      saidAt = performance.now()
      yield event('status', { state: view.state, charge: view.charge?.state ?? null, version })
    } else if (performance.now() - saidAt >= limits.beatMs) {
      saidAt = performance.now()
      yield event('beat', {})
    }
    if (isFinal(view)) return
    await bell.rung(limits.lookMs)
  }
}

function event(name: string, data: object) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

type Bell = ReturnType<typeof createBell>

/** Waits that end early when somebody rings. A ring while nobody waits is kept for the next wait. */
function createBell(signal: AbortSignal) {
  let wasRung = false
  let wake: (() => void) | undefined
  const ring = () => {
    wasRung = true
    wake?.()
  }
  signal.addEventListener('abort', ring)
  return {
    ring,
    async rung(longestMs: number) {
      if (!wasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, longestMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wasRung = false
    },
  }
}
