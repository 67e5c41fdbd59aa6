import { Readable } from 'node:stream'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { problemAnswer, problemOf } from './answer-problem.ts'
import { Problem, type Route, type RouteAnswer, type RouteRequest } from './route.ts'
import { createSenderLimit, senderOf } from './sender-limit.ts'
import { serverOptions, type ServeSettings } from './server-options.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route
  }
}

type Observe = (seen: { route: string; method: string; status: number; seconds: number }) => void

/** Turns routes into a server. The framework is known here and nowhere else. */
export function serveRoutes(
  settings: ServeSettings,
  { routes, log, observe }: { routes: Route[]; log: Logger; observe: Observe },
): FastifyInstance {
  const app = Fastify({
    ...serverOptions(settings),
    loggerInstance: log,
    // Addresses of payment pages are secrets: what is logged is the route, below.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    frameworkErrors: (error, request, reply) => {
      dress(reply, request.id, settings)
      void send(reply, problemAnswer(problemOf(error, 400), about(request)))
    },
  }) as unknown as FastifyInstance

  // Every body stays the bytes it came as.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const limit = createSenderLimit()
  app.addHook('onRequest', async (request, reply) => {
    dress(reply, request.id, settings)
    const wanted = request.routeOptions.config.route?.limit
    if (!wanted) return
    const wait = limit(wanted.name, senderOf(request.ip), wanted.perMinute)
    if (wait > 0) throw tooMany(wait)
  })
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    // What was in hand when we stopped would otherwise keep its connection, and us, waiting.
    if (stopping) void reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    const { statusCode: status, elapsedTime } = reply
    observe({ route, method, status, seconds: elapsedTime / 1000 })
    request.log.debug({ route, method, status, ms: Math.round(elapsedTime) }, 'answered')
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status === 500) request.log.error({ err: error }, 'a request failed')
    return send(reply, problemAnswer(problem, about(request)))
  })
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem(404, 'not_found', 'There is nothing at this address.')
    return send(reply, problemAnswer(problem, about(request)))
  })

  addRoutes(app, routes, settings)
  return app
}

function addRoutes(app: FastifyInstance, routes: Route[], { answerMs = 20_000 }: ServeSettings) {
  const streams = openStreams(app)
  const methodsOf = Map.groupBy(routes, ({ path }) => path)
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: !route.stream,
      config: { route },
      ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
      handler: async (request, reply) => {
        const signal = route.stream ? streams.signalFor(reply) : NEVER
        // What comes after a stream comes on a new connection, so that stopping waits for none.
        if (route.stream) void reply.header('connection', 'close')
        const answer = route.handle(requestOf(request, signal))
        return send(reply, await (route.stream ? answer : inTime(answer, answerMs)))
      },
    })
  }
  for (const [url, known] of methodsOf) addOtherMethods(app, url, known)
}

/** What a path does not do is said as such, with what it does. */
function addOtherMethods(app: FastifyInstance, url: string, known: Route[]) {
  const does: string[] = known.map(({ method }) => method)
  if (known.some(({ method, stream }) => method === 'GET' && !stream)) does.push('HEAD')
  const allow = [...does, 'OPTIONS'].join(', ')
  const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']
  const route = known[0]
  app.route({
    method: 'OPTIONS',
    url,
    handler: async (_request, reply) => reply.status(204).header('allow', allow).send(),
  })
  app.route({
    method: others.filter((method) => !does.includes(method)),
    url,
    ...(route && { config: { route } }),
    handler: async (_request, reply) => {
      void reply.header('allow', allow)
      throw new Problem(405, 'method_not_allowed', `This address takes ${allow}.`)
    },
  })
}

/** The framework's own deadline costs every request an abort signal that nobody here listens to. */
function inTime(answer: Promise<RouteAnswer>, answerMs: number) {
  return new Promise<RouteAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Problem(503, ...LATE)), answerMs)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const LATE = ['unavailable', 'No answer was ready in time. Try again.'] as const
const NEVER = new AbortController().signal

/** Answers that go on are ended when the other side leaves, and when we do. */
function openStreams(app: FastifyInstance) {
  const open = new Set<AbortController>()
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    for (const stream of open) stream.abort()
  })
  return {
    signalFor(reply: FastifyReply) {
      const stream = new AbortController()
      if (stopping) stream.abort()
      open.add(stream)
      reply.raw.once('close', () => {
        open.delete(stream)
        stream.abort()
      })
      return stream.signal
    },
  }
}

function tooMany(seconds: number) {
  return new Problem(429, 'too_many_requests', `Try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
  })
}

function dress(reply: FastifyReply, id: string, { publicUrl }: ServeSettings) {
  void reply.headers({
    'x-request-id': id,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    ...(publicUrl?.startsWith('https:') && {
      'strict-transport-security': 'max-age=31536000',
    }),
  })
}

function about(request: FastifyRequest) {
  const { id, headers, url } = request
  return { id, url, headers, route: request.routeOptions?.config?.route }
}

function requestOf(request: FastifyRequest, signal: AbortSignal): RouteRequest {
  return {
    id: request.id,
    method: request.method === 'POST' ? 'POST' : 'GET',
    params: flat(request.params as Fields),
    query: flat(request.query as Fields),
    headers: flat(request.headers),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    sender: senderOf(request.ip),
    signal,
  }
}

type Fields = Record<string, string | string[] | undefined>

function flat(fields: Fields): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return result
}

function send(reply: FastifyReply, { status = 200, type, headers, body }: RouteAnswer) {
  void reply.status(status).type(type ?? 'text/plain; charset=utf-8')
  if (headers) void reply.headers(headers)
  if (body === undefined || typeof body === 'string') return reply.send(body ?? '')
  return reply.send(body instanceof Uint8Array ? Buffer.from(body) : Readable.from(body))
}
