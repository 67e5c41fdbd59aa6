import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { RouterOSAPI } from 'node-routeros'
import type { RouterTarget } from '../../domain/routers/routers.ts'
import type { GuardedConnector, OnRow, Row } from './guard.ts'
import { installGuard, sendCommand } from './guard.ts'

installGuard()

/** One logged-in connection. Whatever becomes of it, `ended` says so exactly once. */
export type Connection = {
  write: (words: readonly string[], onRow?: OnRow) => Promise<Row[]>
  destroy: () => void
  /** Why it ended. Commands without an answer by then never get one. */
  ended: Promise<Error>
  lastHeardAt: () => number
  strayReplies: () => number
  fingerprint: string | null
}

/** The certificate is not the one that was pinned, or none is pinned yet. */
export class CertificateRefused extends Error {
  override readonly name = 'CertificateRefused'
}

export type ConnectOptions = {
  timeoutMs: number
  /** Take the certificate that is shown, to find out which it is. */
  trustAnyCertificate?: boolean
  signal?: AbortSignal
}

/** The library ends a connection on which nothing comes for this long; our heartbeat is shorter. */
const SILENCE_SECONDS = 120

export async function connect(target: RouterTarget, options: ConnectOptions): Promise<Connection> {
  const api = new RouterOSAPI({
    host: target.host,
    port: target.port,
    user: target.username,
    password: target.password,
    timeout: SILENCE_SECONDS,
    ...(target.tls && { tls: tlsOptions(target, options) }),
  })
  api.on('error', ignore)
  const loggedIn = api.connect()
  // It may never settle, or reject after we gave up.
  loggedIn.catch(ignore)

  const connector = (api as unknown as { connector: GuardedConnector }).connector
  const { socket } = connector
  let heardAt = performance.now()
  socket.on('data', () => {
    heardAt = performance.now()
  })
  const ended = endOf(socket)
  const destroy = () => connector.destroy()

  await withDeadline(loggedIn, ended, options).catch((error: unknown) => {
    destroy()
    throw error
  })
  return {
    write: (words, onRow) => sendCommand(connector, words, onRow),
    destroy,
    ended,
    lastHeardAt: () => heardAt,
    strayReplies: () => connector.receiver.strays ?? 0,
    fingerprint: socket instanceof TLSSocket ? fingerprintOf(socket) : null,
  }
}

async function endOf(socket: Socket): Promise<Error> {
  let why: Error = new Error('the connection was closed')
  socket.on('error', (error) => {
    why = error
  })
  await new Promise((resolve) => {
    socket.once('close', resolve)
  })
  return why
}

async function withDeadline(
  loggedIn: Promise<unknown>,
  ended: Promise<Error>,
  { timeoutMs, signal }: ConnectOptions,
): Promise<void> {
  const { promise: givenUp, reject: giveUp } = Promise.withResolvers<never>()
  const onAbort = () => giveUp(signal?.reason as Error)
  const timer = setTimeout(() => giveUp(new Error(`no login within ${timeoutMs} ms`)), timeoutMs)
  signal?.addEventListener('abort', onAbort)
  const closed = ended.then((why) => Promise.reject(why))
  if (signal?.aborted) onAbort()
  try {
    await Promise.race([loggedIn, closed, givenUp])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/**
 * Routers sign their own certificates, so no authority can vouch for them: we know them by
 * fingerprint, and check it ourselves before the password is sent.
 */
function tlsOptions(target: RouterTarget, options: ConnectOptions): object {
  const pinned = target.fingerprint && plainFingerprint(target.fingerprint)
  return {
    rejectUnauthorized: false,
    accept: (socket: TLSSocket) => {
      const seen = fingerprintOf(socket)
      if (pinned ? seen === pinned : options.trustAnyCertificate) return null
      return new CertificateRefused(
        pinned
          ? `the certificate is ${seen}, not the pinned ${pinned}`
          : 'no certificate is pinned yet',
      )
    },
  }
}

function fingerprintOf(socket: TLSSocket): string | null {
  // An anonymous cipher shows no certificate at all.
  const { fingerprint256 } = socket.getPeerCertificate()
  return fingerprint256 ? plainFingerprint(fingerprint256) : null
}

function plainFingerprint(text: string): string {
  return text.replaceAll(':', '').toLowerCase()
}

function ignore(): void {}
