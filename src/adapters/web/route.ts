/**
 * What the web serves is a list of these. A route knows requests and answers, never the
 * framework behind them, so that a page can be written, read and tested by itself.
 */
export type Route = {
  method: 'GET' | 'POST'
  /** `/pay/:token`, and nothing fancier. */
  path: string
  /** Who reads the errors: people get a page, machines `{error: {code, message, requestId}}`. */
  audience: 'people' | 'machines'
  /** Largest body taken; 64 KiB unless told. */
  bodyLimit?: number
  /** Requests one sender may make in a minute. Routes that share a `name` share the count. */
  limit?: { name: string; perMinute: number }
  /** The answer goes on for as long as the other side listens: no deadline. */
  stream?: boolean
  handle: (request: RouteRequest) => Promise<RouteAnswer>
}

export type RouteRequest = {
  /** Also in the answer's X-Request-Id. */
  id: string
  method: 'GET' | 'POST'
  params: Record<string, string>
  query: Record<string, string>
  headers: Record<string, string>
  /** Exactly the bytes that came, for signatures. */
  body: Buffer
  /** Who sent it, past the proxies that are trusted. An IPv6 sender is his /64. */
  sender: string
  /** Of a stream: aborted when the other side went away, or we are stopping. */
  signal: AbortSignal
}

export type RouteAnswer = {
  status?: number
  /** Content-Type; plain text unless told. */
  type?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | AsyncIterable<string>
}

/** An answer that is not the one hoped for, said the way of the route's audience. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    options: { retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

export function json(value: unknown, status = 200): RouteAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

export function seeOther(location: string): RouteAnswer {
  return { status: 303, headers: { location } }
}
