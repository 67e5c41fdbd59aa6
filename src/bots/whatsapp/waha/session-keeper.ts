import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Rejected, Unreachable } from '../../../domain/fault.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import type { SessionState } from '../../../domain/tables.ts'
import type { LineHealth } from '../../line-health.ts'
import { namesIn } from './address.ts'
import { createLimits, createSessionNews } from './session-news.ts'
import {
  configureSession,
  createSession,
  fetchQrText,
  findSession,
  type SessionVerb,
  turnSession,
} from './sessions.ts'
import type { WahaApi } from './waha-api.ts'
import { configWith, tellsUs, type WantedWebhook } from './webhook-config.ts'
import type { Me, SessionStatus, WahaSession } from './wire.ts'

export type KeeperOptions = {
  api: WahaApi
  session: string
  /** Where WAHA shall post its news; without it the session is taken as it stands. */
  webhook?: WantedWebhook
  wanted?: SessionState
  onNews?: (news: SessionNews) => void
  log: Logger
  /** The first pause after a failed look at the session; it doubles from there. */
  firstPauseMs?: number
  /** How often a session on its way somewhere is looked at. */
  lookEveryMs?: number
}

/** Makes one session of WAHA what is wanted of it, and says what it is. */
export function createSessionKeeper(options: KeeperOptions, line: LineHealth) {
  const stopping = new AbortController()
  const tell = options.onNews ?? (() => {})
  const kept: Kept = {
    options,
    line,
    tellNews: createSessionNews(tell),
    tellLimits: createLimits(tell),
    wanted: options.wanted ?? 'on',
    due: true,
    configured: options.webhook === undefined,
    phone: undefined,
    signal: stopping.signal,
    nudged: Promise.withResolvers<void>(),
  }
  return {
    /** Keeps the session until `stop`. */
    keep: () => keep(kept),
    stop: () => stopping.abort(),
    /** Our own number in international form, once known. */
    phone: () => kept.phone,
    want: (next: SessionState) => {
      kept.wanted = next
      kept.due = true
      kept.nudged.resolve()
    },
    /** WAHA has said so itself. */
    heard: (status: SessionStatus | undefined, me: Me | null | undefined) => {
      if (status) show(kept, status, me)
      kept.nudged.resolve()
    },
  }
}

type Kept = {
  options: KeeperOptions
  line: LineHealth
  tellNews: ReturnType<typeof createSessionNews>
  tellLimits: ReturnType<typeof createLimits>
  wanted: SessionState
  /** What is wanted is carried out once: somebody may have stopped the session in WAHA itself. */
  due: boolean
  configured: boolean
  phone: string | undefined
  signal: AbortSignal
  /** Resolves when there is reason to look at once. */
  nudged: PromiseWithResolvers<void>
}

async function keep(kept: Kept) {
  const { firstPauseMs = 1000 } = kept.options
  for (let failures = 0; !kept.signal.aborted;) {
    kept.nudged = Promise.withResolvers<void>()
    let ms: number
    try {
      ms = await look(kept)
      failures = 0
    } catch (error) {
      if (!kept.signal.aborted) complain(error, kept.line)
      ms = Math.min(firstPauseMs * 2 ** failures++, CALM_MS)
    }
    await Promise.race([rest(ms, kept.signal), kept.nudged.promise])
  }
}

/** Returns how long the session may be left alone. */
async function look(kept: Kept): Promise<number> {
  const { api, session: name, webhook } = kept.options
  const found = await findSession(api, name, deadline(kept))
  if (!found) return makeSession(kept)
  if (webhook && !kept.configured && !tellsUs(found, webhook)) {
    const config = configWith(found.config, webhook)
    await configureSession(api, { name, config }, deadline(kept))
    kept.configured = true
    return oftenMs(kept)
  }
  kept.configured = true
  if (kept.due && (await obey(kept, found.status))) return oftenMs(kept)
  await report(kept, found)
  return RESTLESS.has(found.status ?? 'STARTING') ? oftenMs(kept) : CALM_MS
}

async function makeSession(kept: Kept) {
  const { api, session: name, webhook } = kept.options
  if (!LIVES.has(kept.wanted)) {
    kept.line.trouble('down', SAYS.STOPPED)
    return CALM_MS
  }
  const config = webhook ? configWith(undefined, webhook) : {}
  await createSession(api, { name, config }, deadline(kept))
  return oftenMs(kept)
}

/** Whether something had to be done. */
async function obey(kept: Kept, status: SessionStatus | undefined): Promise<boolean> {
  const { api, session: name } = kept.options
  const verbs = verbsFor(kept.wanted, status)
  kept.due = false
  try {
    for (const verb of verbs) await turnSession(api, { name, verb }, deadline(kept))
  } catch (error) {
    kept.due = true
    throw error
  }
  return verbs.length > 0
}

async function report(kept: Kept, { status = 'STARTING', me }: WahaSession) {
  const { api, session } = kept.options
  show(kept, status, me)
  const { wanted } = kept
  const showing = status === 'SCAN_QR_CODE' && wanted === 'pairing'
  const code = showing ? await fetchQrText(api, session, deadline(kept)).catch(noCode) : undefined
  if (me) kept.tellLimits(me)
  kept.tellNews({ status, wanted, phone: kept.phone ?? null, code })
  if (status === 'WORKING' && wanted === 'pairing') kept.wanted = 'on'
}

function show(kept: Kept, status: SessionStatus, me: Me | null | undefined) {
  const digits = namesIn(me?.id).phone
  if (digits) kept.phone = `+${digits}`
  if (status === 'WORKING') kept.line.fine()
  else kept.line.trouble(status === 'STARTING' ? 'degraded' : 'down', SAYS[status] ?? status)
}

const oftenMs = ({ options }: Kept) => options.lookEveryMs ?? 3000
const deadline = ({ signal }: Kept) => AbortSignal.any([signal, AbortSignal.timeout(15_000)])

function verbsFor(wanted: SessionState, status: SessionStatus | undefined): SessionVerb[] {
  if (LIVES.has(wanted)) {
    if (status === 'STOPPED') return ['start']
    return status === 'FAILED' ? ['restart'] : []
  }
  // A session that is logged out while it runs starts again and shows a code to nobody.
  if (wanted === 'unlinked') return ['logout', 'stop']
  return status === 'STOPPED' ? [] : ['stop']
}

function complain(error: unknown, line: LineHealth) {
  const refused = error instanceof Rejected && error.code === 'token'
  const why = error instanceof Error ? error.message : String(error)
  line.trouble(error instanceof Unreachable ? 'degraded' : 'down', refused ? TOKEN_REFUSED : why)
}

/** It was scanned just now, or is being drawn. */
function noCode(error: unknown): undefined {
  if (error instanceof Unreachable || error instanceof Rejected) return undefined
  throw error
}

const rest = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => {})

export const TOKEN_REFUSED = 'WAHA refuses our API key'

const SAYS: Record<Exclude<SessionStatus, 'WORKING'>, string> & { WORKING?: undefined } = {
  STOPPED: 'the session is stopped',
  STARTING: 'the session is starting',
  SCAN_QR_CODE: 'the session waits for its code to be scanned',
  PASSKEY_REQUIRED: "WhatsApp asks for a passkey: go on in WAHA's dashboard",
  PASSKEY_CONFIRMATION_REQUIRED: "WhatsApp asks to compare a code: go on in WAHA's dashboard",
  FAILED: 'the session has failed: it has to be started again, or paired anew',
}

const LIVES = new Set<SessionState>(['on', 'pairing'])
const RESTLESS = new Set<SessionStatus>(['STARTING', 'SCAN_QR_CODE', 'PASSKEY_REQUIRED'])
const CALM_MS = 60_000
