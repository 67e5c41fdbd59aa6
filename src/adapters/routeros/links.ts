import type { Logger } from 'pino'
import { Unreachable } from '../../domain/fault.ts'
import type { RouterTarget } from '../../domain/routers/routers.ts'
import type { Breaker, PauseLimits } from './breaker.ts'
import { createBreaker } from './breaker.ts'
import type { Session, SessionLimits, SessionStats } from './session.ts'
import { openSession } from './session.ts'

/** One session per router, opened when somebody asks, behind a circuit breaker of its own. */
export type Links = {
  session: (target: RouterTarget) => Promise<Session>
  /** The one that is open, if any; opens nothing. */
  current: (routerId: number) => Session | null
  /** The router was reached by other means. */
  resume: (target: RouterTarget) => void
  forget: (routerId: number) => void
  close: () => Promise<void>
  health: () => LinkHealth[]
}

export type LinkHealth = {
  routerId: number
  state: 'connected' | 'closed' | 'paused'
  /** In a row. */
  failures: number
  pausedForMs: number
  problem: string | null
  session: SessionStats | null
}

export type LinkOptions = {
  log: Logger
  limits: SessionLimits
  pauses: PauseLimits
  /** A session was (re)opened: what the router has may differ from what we left there. */
  onConnected: (routerId: number) => void
}

type Link = {
  routerId: number
  /** Address and login: a change of them is another link. */
  key: string
  breaker: Breaker
  session: Session | null
  opening: Promise<Session> | null
  dropped: AbortController
}

export function createLinks(options: LinkOptions): Links {
  const links = new Map<number, Link>()
  let closing = false

  const linkTo = (target: RouterTarget) => {
    const key = keyOf(target)
    const known = links.get(target.id)
    if (known?.key === key) return known
    if (known) drop(known, 'the address or the login of this router changed')
    const link = newLink(target.id, key, options.pauses)
    links.set(target.id, link)
    return link
  }

  return {
    session: async (target) => {
      if (closing) throw new Unreachable('shutting down')
      return sessionOf(linkTo(target), target, options)
    },
    current: (routerId) => openSessionOf(links.get(routerId)),
    resume: (target) => {
      const link = links.get(target.id)
      if (link?.key === keyOf(target)) link.breaker.recover()
    },
    forget: (routerId) => {
      const link = links.get(routerId)
      links.delete(routerId)
      if (link) drop(link, 'the router was forgotten')
    },
    close: async () => {
      closing = true
      const all = [...links.values()]
      const ends = all.map((link) => link.session?.ended)
      for (const link of all) drop(link, 'shutting down')
      await Promise.allSettled([...ends, ...all.map((link) => link.opening)])
    },
    health: () => [...links.values()].map(healthOf),
  }
}

function newLink(routerId: number, key: string, pauses: PauseLimits): Link {
  const breaker = createBreaker(pauses)
  return { routerId, key, breaker, session: null, opening: null, dropped: new AbortController() }
}

function keyOf(target: RouterTarget): string {
  const { host, port, tls, fingerprint, username, password } = target
  return JSON.stringify([host, port, tls, fingerprint, username, password])
}

async function sessionOf(link: Link, target: RouterTarget, options: LinkOptions): Promise<Session> {
  const session = openSessionOf(link)
  if (session) return session
  if (link.opening) return link.opening
  link.breaker.pass()
  // Whoever asks meanwhile waits for the same login.
  link.opening = open(link, target, options)
  try {
    return await link.opening
  } finally {
    link.opening = null
  }
}

async function open(link: Link, target: RouterTarget, options: LinkOptions): Promise<Session> {
  const { log, limits } = options
  const { breaker, dropped } = link
  const fail = (why: Error) => {
    if (dropped.signal.aborted) return
    const pauseMs = breaker.fail(why)
    log.warn({ routerId: target.id, why: why.message, pauseMs }, 'router paused')
  }
  try {
    const session = await openSession(target, {
      log,
      limits,
      signal: dropped.signal,
      onAnswer: breaker.recover,
      onEnd: ({ why, hurt }) => {
        if (link.session === session) link.session = null
        if (hurt) fail(why)
      },
    })
    if (dropped.signal.aborted) {
      session.end('no longer wanted')
      throw new Unreachable('the router was forgotten while we were connecting')
    }
    link.session = session
    log.info({ routerId: target.id }, 'router connected')
    options.onConnected(target.id)
    return session
  } catch (error) {
    fail(error as Error)
    throw error
  }
}

function openSessionOf(link: Link | undefined): Session | null {
  return link?.session?.isOpen() ? link.session : null
}

function drop(link: Link, why: string): void {
  link.dropped.abort(new Error(why))
  link.session?.end(why)
}

function healthOf(link: Link): LinkHealth {
  const { routerId, breaker } = link
  const { failures, pausedForMs, problem } = breaker.state()
  const session = openSessionOf(link)?.stats() ?? null
  const state = session ? 'connected' : pausedForMs > 0 ? 'paused' : 'closed'
  return { routerId, state, failures, pausedForMs, problem, session }
}
