import type { IncomingMessage } from 'node:http'
import { answerClientError } from './answer-problem.ts'
import { newRequestId } from './new-request-id.ts'

export type ServeSettings = {
  /** The address people reach us by; absent: the one we listen on. */
  publicUrl?: string
  /** Proxies in front of us, by number or by address; only past them is X-Forwarded-For believed. */
  trustProxy?: number | string | string[]
  /** A request must have arrived whole in this time. */
  receiveMs?: number
  /** And be answered in this. */
  answerMs?: number
}

/** How much, how long and how slowly others may send before we look at what it is. */
export function serverOptions({ trustProxy, receiveMs = 15_000 }: ServeSettings) {
  return {
    trustProxy: typeof trustProxy === 'number' ? hops(trustProxy) : (trustProxy ?? false),
    bodyLimit: 64 * 1024,
    requestTimeout: receiveMs,
    http: {
      headersTimeout: Math.ceil(receiveMs / 2),
      connectionsCheckingInterval: Math.ceil(receiveMs / 4),
      maxHeaderSize: 16 * 1024,
    },
    // What arrives on an open connection while we stop is still answered, and the connection closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1024 },
    genReqId: requestId,
    clientErrorHandler: answerClientError,
  }
}

function hops(count: number) {
  return (_address: string, hop: number) => hop < count
}

/** The caller's own id where it is a sane one, so that a trace can be followed through. */
function requestId(request: Pick<IncomingMessage, 'headers'>) {
  const given = request.headers['x-request-id']
  if (typeof given === 'string' && /^[\w.:-]{8,64}$/.test(given)) return given
  return newRequestId()
}
