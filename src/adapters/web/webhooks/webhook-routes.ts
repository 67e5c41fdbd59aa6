import { isUtf8 } from 'node:buffer'
import type { Metrics } from '../metrics/metrics.ts'
import { json, Problem, type Route, type RouteAnswer } from '../route.ts'

/** What a provider sent, and what it shall be told. A door writes one of these. */
export type Webhook = (request: WebhookRequest) => Promise<WebhookAnswer>
export type WebhookRequest = {
  method: 'GET' | 'POST'
  query: Record<string, string>
  headers: Record<string, string>
  /** Exactly the bytes that came, for signatures. */
  body: Buffer
}
type WebhookAnswer = { status: number; body?: string; type?: string }

export type PaymentNews =
  | 'accepted'
  | 'bad_signature'
  | 'malformed'
  | 'unknown_reference'
  | 'unknown_method'

/** Whoever may call us. One that is absent does not exist on the web either. */
export type Webhooks = {
  whatsapp?: Webhook
  waha?: Webhook
  telegram?: Webhook
  /** Resolves when the news is written down; what it means is found out later. */
  payments?: (method: string, raw: string, headers: Record<string, string>) => Promise<PaymentNews>
  /** `id` is the router's, as in the path. */
  routers?: (id: string, request: WebhookRequest) => Promise<WebhookAnswer>
  orders?: Webhook
}

const THREE_MEGABYTES = 3 * 1024 * 1024

export function webhookRoutes(webhooks: Webhooks, metrics: Pick<Metrics, 'webhook'>): Route[] {
  const { whatsapp, waha, telegram, payments, routers, orders } = webhooks
  const routes: Route[] = []

  const add = (source: string, path: string, hook: Webhook | undefined, more: Partial<Route>) => {
    if (!hook) return
    routes.push({
      method: 'POST',
      path,
      audience: 'machines',
      ...more,
      handle: async ({ method, query, headers, body }) => {
        const answer = await counted(source, metrics, () => hook({ method, query, headers, body }))
        return worded(answer)
      },
    })
  }
  add('whatsapp', '/webhooks/whatsapp', whatsapp, { method: 'GET' })
  add('whatsapp', '/webhooks/whatsapp', whatsapp, { bodyLimit: THREE_MEGABYTES })
  // Thumbnails come along: refused for its size, a message would be lost.
  add('waha', '/webhooks/waha', waha, { bodyLimit: THREE_MEGABYTES })
  add('telegram', '/webhooks/telegram', telegram, {})
  add('orders', '/webhooks/orders', orders, {})
  if (routers) routes.push(routerRoute(routers, metrics))
  if (payments) routes.push(paymentRoute(payments, metrics))
  return routes
}

function routerRoute(
  routers: NonNullable<Webhooks['routers']>,
  metrics: Pick<Metrics, 'webhook'>,
): Route {
  return {
    method: 'POST',
    path: '/webhooks/routers/:id',
    audience: 'machines',
    // A whole village logging in after a power cut is less.
    limit: { name: 'router', perMinute: 600 },
    handle: async ({ method, params, query, headers, body }) => {
      const request = { method, query, headers, body }
      return worded(await counted('router', metrics, () => routers(params['id'] ?? '', request)))
    },
  }
}

function paymentRoute(
  payments: NonNullable<Webhooks['payments']>,
  metrics: Pick<Metrics, 'webhook'>,
): Route {
  return {
    method: 'POST',
    path: '/webhooks/payments/:method',
    audience: 'machines',
    handle: async ({ params, headers, body }) => {
      const method = params['method'] ?? ''
      const { status, code } = await counted('payment', metrics, async () => {
        const news = isText(body)
          ? await payments(method, body.toString('utf8'), headers)
          : 'malformed'
        return { status: NEWS_STATUS[news], code: news }
      })
      if (status !== 200) throw new Problem(status, code, SAID[status] ?? code)
      // What the strictest of the gateways wants to read.
      return json({ success: true })
    },
  }
}

const NEWS_STATUS: Record<PaymentNews, number> = {
  accepted: 200,
  bad_signature: 401,
  malformed: 400,
  unknown_reference: 404,
  unknown_method: 404,
}

const SAID: Record<number, string> = {
  400: 'The request could not be read.',
  401: 'The signature is not right.',
  403: 'This is not allowed.',
  404: 'Nothing is known by this name.',
  413: 'The request is larger than is taken here.',
  429: 'Too many requests.',
}

const CODES: Record<number, string> = {
  400: 'malformed',
  401: 'bad_signature',
  403: 'not_allowed',
  404: 'unknown_reference',
  413: 'too_large',
  429: 'too_many_requests',
}

/** A refusal without words of its own gets ours. */
function worded({ status, body, type }: WebhookAnswer): RouteAnswer {
  if (status >= 400 && body === undefined) {
    throw new Problem(status, CODES[status] ?? 'failed', SAID[status] ?? 'This did not work.')
  }
  return { status, body: body ?? '', ...(type !== undefined && { type }) }
}

async function counted<Answer extends { status: number }>(
  source: string,
  { webhook }: Pick<Metrics, 'webhook'>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await work()
    const { status } = answer
    const code = CODES[status] ?? 'failed'
    webhook({ source, outcome: status < 400 ? 'accepted' : code })
    return answer
  } catch (error) {
    webhook({ source, outcome: 'failed' })
    throw error
  }
}

/** A database column cannot hold anything else, and no gateway sends it. */
function isText(body: Buffer) {
  return isUtf8(body) && !body.includes(0)
}
