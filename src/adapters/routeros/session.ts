import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { OutcomeUnknown, Unreachable } from '../../domain/fault.ts'
import type { RouterTarget } from '../../domain/routers/routers.ts'
import type { Connection } from './connection.ts'
import { connect } from './connection.ts'
import { connectFault, trapFault } from './faults.ts'
import type { OnRow, Row } from './guard.ts'
import { NotSent, Trap } from './guard.ts'
import type { Window } from './window.ts'
import { createWindow } from './window.ts'

/** Whether an answer that never came leaves a question: a read may be repeated, a write may have happened. */
type CommandKind = 'read' | 'write'

export type Session = {
  /** Never the same twice, over restarts too. */
  id: string
  /** With `onRow`, rows are handed over as they arrive and are not gathered. */
  run: (words: readonly string[], kind: CommandKind, onRow?: OnRow) => Promise<Row[]>
  /** Ends it now; what waits for an answer is told that none will come. */
  end: (why: string) => void
  isOpen: () => boolean
  /** The most commands that may be under way at once. */
  width: number
  /** Settles when its connection is closed. */
  ended: Promise<unknown>
  stats: () => SessionStats
  fingerprint: string | null
}

/** We ended it: the router may be well, and what was asked of it may still be done. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

export type SessionStats = { window: number; inFlight: number; strayReplies: number }

export type SessionLimits = {
  connectTimeoutMs: number
  /** Without a word from the router for so long, a command is given up, and the connection with it. */
  commandTimeoutMs: number
  /** A long list may take longer than one command, as long as rows keep coming. */
  listTimeoutMs: number
  heartbeatMs: number
  /** Ended when nothing was asked for so long. */
  idleMs: number
  window: number
}

export const LIMITS: SessionLimits = {
  connectTimeoutMs: 10_000,
  commandTimeoutMs: 15_000,
  listTimeoutMs: 60_000,
  heartbeatMs: 25_000,
  idleMs: 300_000,
  window: 32,
}

export type Opening = {
  log: Logger
  limits: SessionLimits
  trustAnyCertificate?: boolean
  /** Gives up connecting. */
  signal?: AbortSignal
  /** The router answered something: it is well. */
  onAnswer?: () => void
  /** Once; `hurt` when commands were waiting for their answers. */
  onEnd?: (end: { why: Error; hurt: boolean }) => void
}

type State = {
  connection: Connection
  limits: SessionLimits
  window: Window
  waiting: Set<Waiting>
  end: (why: Error) => void
  over: Error | null
  usedAt: number
  onAnswer: () => void
}

type Command = { words: readonly string[]; kind: CommandKind; onRow?: OnRow | undefined }

type Waiting = { kind: CommandKind; reject: (fault: Error) => void; stopClock: () => void }

/** Connects and logs in. Throws `Unreachable` or `Rejected`. */
export async function openSession(target: RouterTarget, opening: Opening): Promise<Session> {
  const { limits, log } = opening
  const place = `${target.host}:${target.port}`
  const connection = await connect(target, {
    timeoutMs: limits.connectTimeoutMs,
    trustAnyCertificate: opening.trustAnyCertificate ?? false,
    ...(opening.signal && { signal: opening.signal }),
  }).catch((error: unknown) => {
    throw connectFault(error, place)
  })

  const state: State = {
    connection,
    limits,
    window: createWindow(limits.window),
    waiting: new Set(),
    over: null,
    usedAt: performance.now(),
    onAnswer: opening.onAnswer ?? (() => undefined),
    end: (why) => {
      state.over ??= why
      connection.destroy()
    },
  }
  const heartbeat = setInterval(() => keepAlive(state), limits.heartbeatMs)
  const untilEnd = async () => {
    const end = settleAll(state, await connection.ended)
    clearInterval(heartbeat)
    const level = end.hurt ? 'warn' : 'debug'
    log[level]({ router: place, why: end.why.message }, 'router session ended')
    opening.onEnd?.(end)
  }
  const ended = untilEnd()

  return {
    id: randomUUID(),
    run: (words, kind, onRow) => {
      state.usedAt = performance.now()
      return run(state, { words, kind, onRow })
    },
    end: (why) => state.end(new GivenUp(why)),
    isOpen: () => state.over === null,
    width: limits.window,
    ended,
    stats: () => ({
      window: state.window.size(),
      inFlight: state.window.inside(),
      strayReplies: connection.strayReplies(),
    }),
    fingerprint: connection.fingerprint,
  }
}

async function run(state: State, command: Command): Promise<Row[]> {
  await state.window.enter()
  const sentAt = performance.now()
  try {
    return await send(state, command)
  } finally {
    state.window.leave(performance.now() - sentAt)
  }
}

async function send(state: State, { words, kind, onRow }: Command): Promise<Row[]> {
  if (state.over) throw new Unreachable(state.over.message)
  const { promise: lost, reject } = Promise.withResolvers<never>()
  const waiting: Waiting = { kind, reject, stopClock: startClock(state, words, kind) }
  state.waiting.add(waiting)
  try {
    const rows = await Promise.race([state.connection.write(words, onRow), lost])
    state.onAnswer()
    return rows
  } catch (error) {
    if (error instanceof Trap) state.onAnswer()
    throw faultOf(error)
  } finally {
    waiting.stopClock()
    state.waiting.delete(waiting)
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof Trap) return trapFault(error)
  if (error instanceof NotSent) return new Unreachable(error.message, { cause: error })
  return error
}

/** Past it nobody knows what the router is doing with the command, so the connection goes too. */
function startClock(state: State, words: readonly string[], kind: CommandKind): () => void {
  const { commandTimeoutMs, listTimeoutMs } = state.limits
  const startedAt = performance.now()
  let stopped = false
  const leftMs = () => {
    const now = performance.now()
    const rowsMayStillCome = kind === 'read' && now - startedAt < listTimeoutMs
    const since = rowsMayStillCome ? state.connection.lastHeardAt() : startedAt
    return Math.max(since, startedAt) + commandTimeoutMs - now
  }
  const judge = () => {
    if (stopped) return
    const left = leftMs()
    if (left > 0) {
      timer = setTimeout(expire, left)
    } else {
      const waitedMs = Math.round(performance.now() - startedAt)
      state.end(new GivenUp(`no answer to ${words[0]} within ${waitedMs} ms`))
    }
  }
  // The answer may have arrived while this process was busy: what is there is read first.
  const expire = () => setImmediate(judge)
  let timer = setTimeout(expire, commandTimeoutMs)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function settleAll(state: State, why: Error): { why: Error; hurt: boolean } {
  const over = state.over ?? why
  state.over = over
  const hurt = state.waiting.size > 0
  for (const { kind, reject, stopClock } of state.waiting) {
    stopClock()
    const Fault = kind === 'write' ? OutcomeUnknown : Unreachable
    reject(new Fault(`connection to the router lost: ${over.message}`, { cause: over }))
  }
  state.waiting.clear()
  state.window.close(() => new Unreachable(over.message, { cause: over }))
  return { why: over, hurt }
}

function keepAlive(state: State): void {
  const now = performance.now()
  if (now - state.usedAt > state.limits.idleMs && state.waiting.size === 0) {
    state.end(new GivenUp('idle'))
  } else if (now - state.connection.lastHeardAt() >= state.limits.heartbeatMs) {
    // A failure shows as the end of the session.
    run(state, { words: ['/system/identity/print'], kind: 'read' }).catch(() => undefined)
  }
}
