import { setTimeout as pause } from 'node:timers/promises'
import type { BaileysEventMap, ConnectionState, WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { Deps } from '../../../domain/deps.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { type Acks, createAcks } from './acks.ts'
import { namesIn } from './address.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import type { sessionCaches } from './bounded-cache.ts'
import { createStubChase } from './chase-stubs.ts'
import { afterDisconnect, backOffMs } from './disconnect-policy.ts'
import { createGapFilling } from './fill-gap.ts'
import { hearNack } from './hear-nack.ts'
import type { Hearing } from './hearing.ts'
import { lastHeardAt } from './hearing-queries.ts'
import type { Keys } from './key-store.ts'
import type { Library, WhatsAppServer } from './library.ts'
import { oneByOne } from './one-by-one.ts'
import { openSocket } from './open-socket.ts'
import { signalInTurn } from './signal-in-turn.ts'
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

type Ended = { code: number; reason: string; openedForMs: number; qrs: number }

/** One number: one socket at a time, opened again for as long as that makes sense. */
export function createSession(deps: Pick<Deps, 'db'>, options: SessionOptions) {
  const { accountId, keys, library, report, onChange, log, caches } = options
  const stopping = new AbortController()
  const acks = createAcks()
  const current = () => (live.isOpen ? live.socket : undefined)
  const say = (news: SessionNews) => void report(news)
  const arrivals = createArrivals({
    library,
    keep: (told) => options.hearing.keep(told),
    me: () => keys.auth.creds.me,
    log,
  })
  const live: Live = {
    deps,
    options,
    arrivals,
    makeSignal: signalInTurn({ library, keys: keys.auth.keys, arrivals, log }),
    stopping: stopping.signal,
    acks,
    isOpen: false,
    firstTime: false,
    say,
    become(connection, why = live.detail) {
      onChange({ connection, ...(why && { detail: why }) })
    },
    gap: createGapFilling({ db: deps.db, log }, { accountId, socket: current }),
    stubs: createStubChase({ db: deps.db, log }, { accountId, socket: current, onPhone }),
  }

  function onPhone(answers: boolean) {
    live.detail = answers ? undefined : 'the phone does not answer'
    if (live.isOpen) live.become('open')
  }

  const line: Line = {
    accountId,
    library,
    socket: current,
    acks,
    caches,
    onNack: (error) => hearNack(error, current(), say),
  }
  return {
    line,
    async run() {
      try {
        return await run(live)
      } finally {
        await keys.close()
      }
    },
    isPaired: keys.isPaired,
    /** Tells WhatsApp that this device is no longer linked, if it can be told: whether it was. */
    async logout(): Promise<boolean> {
      const socket = current()
      if (!socket) return false
      try {
        await socket.logout()
        return true
      } catch (err) {
        log.warn({ err, accountId }, 'could not log out')
        return false
      }
    },
    stop() {
      stopping.abort()
      live.stubs.stop()
    },
  }
}

type Live = {
  deps: Pick<Deps, 'db'>
  options: SessionOptions
  arrivals: Arrivals
  makeSignal: ReturnType<typeof signalInTurn>
  stopping: AbortSignal
  acks: Acks
  gap: ReturnType<typeof createGapFilling>
  stubs: ReturnType<typeof createStubChase>
  socket?: WASocket | undefined
  isOpen: boolean
  /** Paired just now. */
  firstTime: boolean
  /** Since when messages may have been missed. */
  since?: Date | undefined
  detail?: string | undefined
  say: (news: SessionNews) => void
  become: (connection: SessionNow['connection'], why?: string) => void
}

async function run(live: Live): Promise<SessionEnd> {
  const { options, stopping } = live
  const { accountId, keys, log } = options
  for (let failures = 0; !stopping.aborted;) {
    const { code, reason, openedForMs, qrs } = await connect(live)
    if (stopping.aborted) break
    const after = afterDisconnect(code)
    log.info({ accountId, code, next: after.do }, 'the line to WhatsApp ended')
    // Without a QR it is the network that took too long.
    if (code === PAIRING_OVER && qrs > 0 && !keys.isPaired()) {
      live.become('closed')
      await options.report({ kind: 'pairing_expired' })
      return 'pairing_expired'
    }
    if (after.do === 'restart') continue
    if (after.do === 'stop' || after.do === 'unlink') {
      live.become('closed', after.news)
      return after.news
    }
    if (after.do === 'renew_version') await renewVersion(options)
    failures = openedForMs > STEADY_MS ? 1 : failures + 1
    const againInMs = backOffMs(failures, options.random)
    live.become('connecting', `${code} ${reason}`)
    live.say({ kind: 'closed', code, reason, againInMs })
    await pause(againInMs, undefined, { signal: stopping }).catch(() => {})
  }
  return 'stopped'
}

/** From opening a socket until it has ended, with everything that it changed stored. */
async function connect(live: Live): Promise<Ended> {
  const { deps, options, stopping } = live
  const { promise, resolve } = Promise.withResolvers<Ended>()
  const round: Round = {
    qrs: 0,
    ended: (error) => resolve({ ...codeOf(error), openedForMs: openedFor(round), qrs: round.qrs }),
  }
  live.since ??= await lastHeardAt(deps.db, options.accountId).catch(() => undefined)
  if (stopping.aborted) return { code: 0, reason: 'stopped', openedForMs: 0, qrs: 0 }
  live.become('connecting')
  const socket = openSocket(deps, options, live.makeSignal)
  live.socket = socket
  oneByOne(socket.ws)
  live.arrivals.listen(socket.ws)
  tapEvents(socket, (event) => hear(live, event, round))
  live.acks.listen(socket.ws)
  const stop = () => void socket.end(undefined)
  stopping.addEventListener('abort', stop, { once: true })
  const ended = await promise
  stopping.removeEventListener('abort', stop)
  if (live.isOpen) live.since = new Date()
  live.isOpen = false
  live.socket = undefined
  live.acks.closed()
  // After 515 the new keys must be there before anybody logs in with them.
  await options.keys.stored()
  return ended
}

/** Baileys' own code is above us: what throws here would end the process. */
function hear(live: Live, event: Partial<BaileysEventMap>, round: Round) {
  const { options, acks, gap, stubs, say } = live
  const { accountId, keys, library, hearing, log } = options
  try {
    const saved = event['creds.update']
    if (saved) {
      keys.saveCreds(saved).catch((err: unknown) => log.error({ err, accountId }, 'no keys kept'))
    }
    const listening = {
      library,
      hearing,
      since: () => live.since,
      isBeingSent: acks.isWaiting,
      isKept: live.arrivals.isKept,
      onMessage: gap.heard,
      onStub: stubs.chase,
      report: say,
    }
    tellEvents(listening, event)
    const connection = event['connection.update']
    if (connection) hearConnection(live, connection, round)
  } catch (err) {
    log.error({ err, accountId, events: Object.keys(event) }, 'an event could not be heard')
  }
}

function hearConnection(live: Live, update: Partial<ConnectionState>, round: Round) {
  if (update.qr) {
    round.qrs += 1
    live.become('qr')
    live.say({ kind: 'qr', code: update.qr, place: round.qrs })
  }
  if (update.isNewLogin) live.firstTime = true
  const { reachoutTimeLock: lock } = update
  if (lock?.isActive) {
    const until = lock.timeEnforcementEnds ?? null
    live.say({ kind: 'restricted', until, reason: lock.enforcementType ?? 'reachout' })
  }
  if (update.connection === 'open') opened(live, round)
  if (update.connection === 'close') round.ended(update.lastDisconnect?.error)
}

function opened(live: Live, round: Round) {
  const { keys, hearing, accountId, log } = live.options
  const { firstTime, since } = live
  live.isOpen = true
  live.firstTime = false
  round.openedAt = Date.now()
  const { phone } = namesIn(keys.auth.creds.me?.id)
  live.say({ kind: 'open', phone: phone ? `+${phone}` : null, firstTime })
  live.become('open')
  hearing.catchUp()
  const wasAway = !firstTime && since !== undefined && Date.now() - since.getTime() > GAP_MS
  const spilledSince = hearing.takeSpilledSince()
  if (spilledSince && (!since || spilledSince < since)) live.since = spilledSince
  const lookBack = async () => {
    await live.stubs.resume()
    if (wasAway || spilledSince) await live.gap.begin()
  }
  lookBack().catch((err: unknown) => log.warn({ err, accountId }, 'could not look back'))
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
