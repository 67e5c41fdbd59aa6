import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Unreachable } from '../../domain/fault.ts'
import { languageOf } from './page.ts'
import { problemPage } from './problem-page.ts'
import { newRequestId } from './new-request-id.ts'
import { json, Problem, type Route, type RouteAnswer } from './route.ts'

/** What went wrong, in words that may leave the house. */
export function problemOf(error: unknown, fallback = 500): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Unreachable) {
    return new Problem(503, 'unavailable', 'Something we need is not there just now. Try again.', {
      retryAfterSeconds: 5,
    })
  }
  const status = statusOf(error) ?? fallback
  const [code, message] = KNOWN[status] ?? (status < 500 ? MALFORMED : FAILED)
  return new Problem(status, code, message)
}

const MALFORMED = ['malformed', 'The request could not be read.'] as const
const FAILED = ['failed', 'Something went wrong on our side.'] as const
const KNOWN: Record<number, readonly [string, string]> = {
  408: ['too_slow', 'The request did not arrive in time.'],
  413: ['too_large', 'The request is larger than is taken here.'],
  431: ['too_large', 'The headers are larger than is taken here.'],
}

function statusOf(error: unknown) {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  const { statusCode } = error
  const isError = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600
  if (!isError) return undefined
  // A type that cannot be read is a request that cannot be read.
  return statusCode === 415 ? 400 : statusCode
}

type About = { id: string; url: string; headers: IncomingHttpHeaders; route: Route | undefined }

/** The same problem for a program and for a person. */
export function problemAnswer(problem: Problem, about: About): RouteAnswer {
  const { status, code, message, retryAfterSeconds } = problem
  const answer = isForPeople(about)
    ? problemPage({ problem, requestId: about.id, language: languageAsked(about) })
    : json({ error: { code, message, requestId: about.id } }, status)
  if (retryAfterSeconds === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } }
}

function isForPeople({ route, url, headers }: About) {
  if (route) return route.audience === 'people'
  return /^\/(pay|files)\//.test(url) || (headers.accept ?? '').includes('text/html')
}

function languageAsked({ url, headers }: About) {
  const asked = /[?&]lang=(id|en)\b/.exec(url)?.[1]
  return asked === 'id' || asked === 'en' ? asked : languageOf(headers['accept-language'])
}

/** Bytes that are not even a request: answered on the bare connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status =
    { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400
  const requestId = newRequestId()
  const { code, message } = problemOf({ statusCode: status })
  const body = JSON.stringify({ error: { code, message, requestId } })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
