import { setTimeout as pause } from 'node:timers/promises'
import type { BaileysEventMap, ConnectionState, WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { Deps } from '../../../domain/deps.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { createAcks } from './acks.ts'
import { namesIn } from './address.ts'
import type { sessionCaches } from './bounded-cache.ts'
import { createStubChase } from './chase-stubs.ts'
import { afterDisconnect, backOffMs } from './disconnect-policy.ts'
import { createGapFilling } from './fill-gap.ts'
import type { Hearing } from './hearing.ts'
import { lastHeardAt } from './hearing-queries.ts'
import type { Keys } from './key-store.ts'
import type { Library, WhatsAppServer } from './library.ts'
import { openSocket } from './open-socket.ts'
import { nackOf } from './send-faults.ts'
import { tapEvents, tellEvents } from './tell-events.ts'
import type { Line } from './transmit.ts'

export type SessionOptions = {
  accountId: number
  library: Library
  server: WhatsAppServer
  keys: Keys
  hearing: Hearing
  caches: ReturnType<typeof sessionCaches>
  /** Resolves once it is written down. Throws nothing. */
  report: (news: SessionNews) => Promise<void>
  onChange: (now: SessionNow) => void
  random: () => number
  log: Logger
}

export type SessionNow = { connection: 'closed' | 'connecting' | 'qr' | 'open'; detail?: string }

/** How it ended by itself. */
export type SessionEnd = 'logged_out' | 'replaced' | 'banned' | 'pairing_expired' | 'stopped'

export type Session = ReturnType<typeof createSession>

type Ended = { code: number; reason: string; openedForMs: number }

/** One number: one socket at a time, opened again for as long as that makes sense. */
export function createSession(deps: Pick<Deps, 'db'>, options: SessionOptions) {
  const { accountId, keys, hearing, library, report, onChange, log } = options
  const stopping = new AbortController()
  const acks = createAcks()
  let socket: WASocket | undefined
  let isOpen = false
  let since: Date | undefined
  let detail: string | undefined
  const current = () => (isOpen ? socket : undefined)
  const say = (news: SessionNews) => void report(news)
  const become = (connection: SessionNow['connection'], why?: string) =>
    onChange({ connection, ...((why ?? detail) && { detail: why ?? detail ?? '' }) })

  const gap = createGapFilling({ db: deps.db, log }, { accountId, socket: current })
  const stubs = createStubChase(
    { db: deps.db, log },
    {
      accountId,
      socket: current,
      onPhone(answers) {
        detail = answers ? undefined : 'the phone does not answer'
        if (isOpen) become('open')
      },
    },
  )
  const line: Line = {
    accountId,
    library,
    socket: current,
    acks,
    caches: options.caches,
    onNack: (error) => hearNack(error, current(), say),
  }

  function hearConnection(update: Partial<ConnectionState>, round: Round) {
    if (update.qr) {
      round.qrs += 1
      become('qr')
      say({ kind: 'qr', code: update.qr, place: round.qrs })
    }
    if (update.isNewLogin) firstTime = true
    const { reachoutTimeLock: lock } = update
    if (lock?.isActive) {
      const until = lock.timeEnforcementEnds ?? null
      say({ kind: 'restricted', until, reason: lock.enforcementType ?? 'reachout' })
    }
    if (update.connection === 'open') opened(round)
    if (update.connection === 'close') round.ended(update.lastDisconnect?.error)
  }

  let firstTime = false
  function opened(round: Round) {
    isOpen = true
    round.openedAt = Date.now()
    const { phone } = namesIn(keys.auth.creds.me?.id)
    say({ kind: 'open', phone: phone ? `+${phone}` : null, firstTime })
    const wasAway = !firstTime && since && Date.now() - since.getTime() > GAP_MS
    firstTime = false
    become('open')
    hearing.catchUp()
    const spilledSince = hearing.takeSpilledSince()
    if (spilledSince && (!since || spilledSince < since)) since = spilledSince
    const looks = [stubs.resume(), wasAway || spilledSince ? gap.begin() : undefined]
    Promise.all(looks).catch((err: unknown) => log.warn({ err, accountId }, 'could not look back'))
  }

  function hear(event: Partial<BaileysEventMap>, round: Round) {
    // Baileys' own code is above us: what throws here would end the process.
    try {
      const saved = event['creds.update']
      if (saved) {
        keys.saveCreds(saved).catch((err: unknown) => log.error({ err, accountId }, 'no keys kept'))
      }
      tellEvents(
        {
          library,
          hearing,
          since: () => since,
          isBeingSent: acks.isWaiting,
          onMessage: gap.heard,
          onStub: stubs.chase,
          report: say,
        },
        event,
      )
      const connection = event['connection.update']
      if (connection) hearConnection(connection, round)
    } catch (err) {
      log.error({ err, accountId, events: Object.keys(event) }, 'an event could not be heard')
    }
  }

  async function connect(): Promise<Ended> {
    const { promise, resolve } = Promise.withResolvers<Ended>()
    const round: Round = {
      qrs: 0,
      ended: (error) => resolve({ ...codeOf(error), openedForMs: openedFor(round) }),
    }
    since ??= await lastHeardAt(deps.db, accountId).catch(() => undefined)
    if (stopping.signal.aborted) return { code: 0, reason: 'stopped', openedForMs: 0 }
    become('connecting')
    socket = openSocket(deps, options)
    tapEvents(socket, (event) => hear(event, round))
    acks.listen(socket.ws)
    const stop = () => void socket?.end(undefined)
    stopping.signal.addEventListener('abort', stop, { once: true })
    const ended = await promise
    stopping.signal.removeEventListener('abort', stop)
    if (isOpen) since = new Date()
    isOpen = false
    socket = undefined
    acks.closed()
    await keys.stored()
    return ended
  }

  async function run(): Promise<SessionEnd> {
    for (let failures = 0; !stopping.signal.aborted;) {
      const { code, reason, openedForMs } = await connect()
      if (stopping.signal.aborted) break
      const { do: next, ...rest } = afterDisconnect(code)
      log.info({ accountId, code, next }, 'the line to WhatsApp ended')
      if (code === PAIRING_OVER && !keys.isPaired()) {
        become('closed')
        await report({ kind: 'pairing_expired' })
        return 'pairing_expired'
      }
      if (next === 'restart') continue
      if (next === 'stop' || next === 'unlink') {
        const { news } = rest as { news: 'logged_out' | 'replaced' | 'banned' }
        become('closed', news)
        return news
      }
      if (next === 'renew_version') await renewVersion(options)
      failures = openedForMs > STEADY_MS ? 1 : failures + 1
      const againInMs = backOffMs(failures, options.random)
      become('connecting', `${code} ${reason}`)
      say({ kind: 'closed', code, reason, againInMs })
      await pause(againInMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
    return 'stopped'
  }

  return {
    line,
    run,
    isPaired: keys.isPaired,
    /** Tells WhatsApp that this device is no longer linked, if it can be told. */
    async logout() {
      await current()
        ?.logout()
        .catch((err: unknown) => log.warn({ err, accountId }, 'could not log out'))
    },
    stop() {
      stopping.abort()
      stubs.stop()
    },
  }
}

type Round = { qrs: number; openedAt?: number; ended: (error: unknown) => void }

const openedFor = ({ openedAt }: Round) => (openedAt === undefined ? 0 : Date.now() - openedAt)

function codeOf(error: unknown): { code: number; reason: string } {
  const { output, message } = (error ?? {}) as {
    output?: { statusCode?: number }
    message?: string
  }
  const words = (message ?? '').replaceAll(/\d{6,}/g, '…').slice(0, 120)
  return { code: output?.statusCode ?? LOST, reason: words }
}

/** A refusal that is about the number and not about the one message. */
function hearNack(error: string, socket: WASocket | undefined, say: (news: SessionNews) => void) {
  const nack = nackOf(error)
  if (nack.is === 'slow_down') say({ kind: 'slow_down', forMs: nack.waitMs })
  if (nack.is !== 'reachout') return
  say({ kind: 'restricted', until: null, reason: 'reachout' })
  // It answers with until when, as an update of the connection.
  socket?.fetchAccountReachoutTimelock().catch(() => {})
}

async function renewVersion({ library, server, log }: SessionOptions) {
  if (server.url) return
  const { version, isLatest } = await library.fetchLatestWaWebVersion({})
  if (isLatest) library.DEFAULT_CONNECTION_CONFIG.version = version
  else log.warn('WhatsApp wants a newer client and does not say which')
}

const LOST = 428
const PAIRING_OVER = 408
const STEADY_MS = 60_000
const GAP_MS = 2 * 60_000
