import { OutcomeUnknown, Rejected, Unreachable } from '../../domain/fault.ts'

export type HttpAnswer = { status: number; body: string; retryAfterMs: number | undefined }

type HttpCall = {
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  signal: AbortSignal
  /** Whether the other side may have done something when no answer comes. */
  changes: boolean
}

/**
 * One question to a gateway, with every way not to get an answer turned into the fault that says
 * what may be done next. What the answer means is the gateway's own business, except "not now".
 */
export async function httpCall(call: HttpCall): Promise<HttpAnswer> {
  const { url, method, headers = {}, body, signal, changes } = call
  let answer: HttpAnswer
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal,
      // A gateway that sends us elsewhere is not the one our keys are for.
      redirect: 'error',
      ...(body !== undefined && { body }),
    })
    answer = {
      status: response.status,
      body: await response.text(),
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    }
  } catch (error) {
    throw noAnswer(error, { host: new URL(url).host, changes })
  }
  if (answer.status < 500 && answer.status !== 408) return answer
  const message = `${new URL(url).host} answered ${answer.status}`
  throw changes ? new OutcomeUnknown(message) : new Unreachable(message)
}

/** Understood and refused. The text of an answer is cut short: it goes to the log. */
export function refusedBy(name: string, { status, body }: HttpAnswer, code = String(status)) {
  return new Rejected(`${name} refused (${status}): ${body.slice(0, 200)}`, { code })
}

/**
 * Not now. `unsaidMs` is how long to wait where it does not say; a status has one, for it is what
 * tells that nobody should ask for a while.
 */
export function refuseTooOften(name: string, answer: HttpAnswer, unsaidMs?: number) {
  if (answer.status !== 429) return
  const retryAfterMs = answer.retryAfterMs ?? unsaidMs
  throw new Unreachable(
    `${name} was asked too often`,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  )
}

function noAnswer(error: unknown, { host, changes }: { host: string; changes: boolean }) {
  const cause = { cause: error }
  if (neverLeft(error)) return new Unreachable(`${host} cannot be reached`, cause)
  return changes
    ? new OutcomeUnknown(`${host} gave no answer`, cause)
    : new Unreachable(`${host} gave no answer`, cause)
}

const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** True only where it is certain that not a byte of the question went out. */
function neverLeft(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined
  // Several addresses were tried: all of them must have been out of reach.
  const causes = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause]
  return causes.every(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      'code' in one &&
      typeof one.code === 'string' &&
      BEFORE_SENDING.has(one.code),
  )
}

function retryAfterMs(header: string | null) {
  if (header === null) return undefined
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
