import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../../../domain/deps.ts'
import { Unreachable } from '../../../domain/fault.ts'
import { renewSessions, type Wanted } from '../../../domain/sessions/lease-session.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import type { ReadFile, WriteDown } from '../../door.ts'
import { answerCall } from './answer-call.ts'
import { packFault } from './carry-fault.ts'
import { type Held, holdSession, LEASE_SECONDS, openHearing } from './held-session.ts'
import type { HostNews, Order } from './host-protocol.ts'
import { openKeys } from './key-store.ts'
import { type Library, loadBaileys, type WhatsAppServer } from './library.ts'
import { forgetHost, liveHosts, spilledAccounts } from './spill.ts'
import { tidy } from './tidy.ts'

export type HostDeps = Pick<Deps, 'db' | 'log' | 'secrets'>

export type HostOptions = {
  server?: WhatsAppServer
  writeDown: WriteDown
  readFile: ReadFile
  /** Where files lie while they are sent, and what is heard while the database is away. */
  mediaFolder: string
  spillFolder: string
  tell: (news: HostNews) => void
  random?: () => number
  goodbyeWithinMs?: number
}

export type Host = Awaited<ReturnType<typeof openHost>>

/** Keeps the sockets of many numbers, each under its lease, and does what it is told. */
export async function openHost(deps: HostDeps, options: HostOptions) {
  const library = await loadBaileys(options.server)
  const owner = randomUUID()
  const { tell } = options
  const held = new Map<number, Held>()
  const notes = createNotes(tell)
  const calls = createCallsTaken(deps, options, held)
  let stopped: Promise<void> | undefined

  async function hold(accountId: number, { opened, leaving }: Opening) {
    let late: NodeJS.Timeout | undefined
    const session = await holdSession(deps, accountId, {
      leaving,
      options,
      library,
      owner,
      report: (fence, news) => notes.report(accountId, fence, news),
      onNow(now) {
        if (now.connection !== 'connecting') opened()
        // Nobody is to write through a line that is opened to end it.
        if (!leaving) return tell({ kind: 'now', accountId, now })
        if (now.connection === 'open') held.get(accountId)?.stop('unlink')
      },
    })
    if (!session) return opened()
    held.set(accountId, session)
    if (stopped) session.stop('given up')
    if (leaving)
      late = setTimeout(() => session.stop('unheard'), options.goodbyeWithinMs ?? GOODBYE_MS)
    void session.ended.then(() => {
      clearTimeout(late)
      held.delete(accountId)
      return tell({ kind: 'gone', accountId })
    })
  }

  const want = createWants(deps, { held, hold })
  const renewal = keepLeases(deps, { owner, held })

  async function stop() {
    clearInterval(renewal)
    for (const one of held.values()) one.stop('given up')
    await Promise.all([...held.values()].map(({ ended }) => ended))
    forgetHost(owner.slice(0, 8))
    tell({ kind: 'stopped' })
  }

  await replayLeftovers(deps, { options, library, owner })
  await tidy(deps, options.mediaFolder)
  tell({ kind: 'ready', owner })
  return {
    take(order: Order) {
      if (order.kind === 'want' && !stopped) want(order.wanted)
      if (order.kind === 'call') void calls.take(order)
      if (order.kind === 'abort') calls.abort(order.id)
      if (order.kind === 'noted') notes.noted(order.id)
      if (order.kind === 'stop') stopped ??= stop()
    },
    stop: () => (stopped ??= stop()),
  }
}

type Holding = {
  held: Map<number, Held>
  /** `opened` is called once it is connected, or was not to be; `leaving`: only to log out. */
  hold: (accountId: number, opening: Opening) => Promise<void>
}

type Opening = { opened: () => void; leaving: boolean }

/** Makes what is wanted so, each number by itself; the next word of it waits for the last deed. */
function createWants(deps: HostDeps, { held, hold }: Holding) {
  const busy = new Set<number>()
  const opening = new Set<number>()

  async function open(accountId: number, leaving: boolean) {
    if (opening.size >= OPENING_AT_ONCE) return
    opening.add(accountId)
    const late = setTimeout(opened, OPENED_WITHIN_MS)
    function opened() {
      clearTimeout(late)
      opening.delete(accountId)
    }
    await hold(accountId, { opened, leaving }).catch((error: unknown) => {
      opened()
      throw error
    })
  }

  async function want({ accountId, state, hasKeys, owner }: Wanted) {
    const mine = held.get(accountId)
    const toConnect = state === 'on' || state === 'pairing'
    if (mine) {
      if (!toConnect && !mine.leaving) mine.stop(isOver(state) ? 'unlink' : 'given up')
      return
    }
    // Nobody was connected when it was taken off: its phone still shows it among the linked devices.
    if (isOver(state) && hasKeys && owner === null) await open(accountId, true)
    if (toConnect && owner === null) await open(accountId, false)
  }

  return (wanted: Wanted[]) => {
    for (const one of wanted) {
      const { accountId } = one
      if (busy.has(accountId)) continue
      busy.add(accountId)
      want(one)
        .catch((err: unknown) => deps.log.warn({ err, accountId }, 'a session could not be taken'))
        .finally(() => busy.delete(accountId))
    }
  }
}

/** Says again and again that these are ours; what is not any more is let go at once. */
function keepLeases(
  deps: HostDeps,
  { owner, held }: { owner: string; held: ReadonlyMap<number, Held> },
) {
  let renewedAt = Date.now()
  let askedAt: number | undefined
  const isOverdue = () => Date.now() - renewedAt > LEASE_SECONDS * 1_000

  // Somebody else may have them by now, and two lines of one number break each other's keys.
  function letGo() {
    for (const one of held.values()) one.stop('lost')
  }

  async function renew() {
    const accountIds = [...held.keys()]
    const asked = Date.now()
    const still = await renewSessions(deps, { owner, accountIds, lastsSeconds: LEASE_SECONDS })
    renewedAt = asked
    for (const id of accountIds) if (!still.includes(id)) held.get(id)?.stop('lost')
  }

  return setInterval(() => {
    if (askedAt !== undefined) {
      if (isOverdue() && Date.now() - askedAt > ANSWER_WITHIN_MS) letGo()
      return
    }
    // Late ourselves, busy with the keys of many numbers: the database knows whether they are still
    // ours, so it is asked before anything is given up.
    askedAt = Date.now()
    renew()
      .catch((err: unknown) => {
        deps.log.warn({ err }, 'the sessions could not be renewed')
        if (isOverdue()) letGo()
      })
      .finally(() => (askedAt = undefined))
  }, RENEW_EVERY_MS)
}

/** What doors elsewhere ask of our sockets. */
function createCallsTaken(
  deps: HostDeps,
  { tell, readFile, mediaFolder: folder }: HostOptions,
  held: ReadonlyMap<number, Held>,
) {
  const calls = new Map<number, AbortController>()
  return {
    async take({ id, accountId, verb, given }: Extract<Order, { kind: 'call' }>) {
      const aborting = new AbortController()
      calls.set(id, aborting)
      try {
        const session = held.get(accountId)?.session()
        if (!session) throw new Unreachable('The WhatsApp number is not connected here')
        const speaking = { db: deps.db, line: session.line, readFile, folder }
        const value = await answerCall(speaking, { verb, given }, aborting.signal)
        tell({ kind: 'answer', id, ok: true, value })
      } catch (error) {
        tell({ kind: 'answer', id, ok: false, fault: packFault(error) })
      } finally {
        calls.delete(id)
      }
    },
    abort: (id: number) => calls.get(id)?.abort(),
  }
}

const RENEW_EVERY_MS = 3_000
/** An answer can lie there for a while before a busy process comes to read it. */
const ANSWER_WITHIN_MS = 5_000
/** Opening one costs hashes and keys: many at once would keep the leases of all from being renewed. */
const OPENING_AT_ONCE = 4
const OPENED_WITHIN_MS = 3_000
/** How long WhatsApp is tried, to tell it that a device leaves. */
const GOODBYE_MS = 30_000
const NOTED_WITHIN_MS = 5_000

const isOver = (state: Wanted['state']) => state === 'unlinked' || state === 'removed'

/** News that somebody has to have written down before we go on. */
function createNotes(tell: (news: HostNews) => void) {
  const waiting = new Map<number, () => void>()
  let last = 0
  return {
    report(accountId: number, fence: number, news: SessionNews): Promise<void> {
      const id = ++last
      const { promise, resolve } = Promise.withResolvers<void>()
      const late = setTimeout(resolve, NOTED_WITHIN_MS)
      waiting.set(id, resolve)
      tell({ kind: 'news', id, accountId, fence, news })
      return promise.finally(() => {
        clearTimeout(late)
        waiting.delete(id)
      })
    },
    noted: (id: number) => waiting.get(id)?.(),
  }
}

/** What a dead process heard and could not write down, before anything newer is heard. */
async function replayLeftovers(
  deps: HostDeps,
  { options, library, owner }: { options: HostOptions; library: Library; owner: string },
) {
  for (const accountId of spilledAccounts(options.spillFolder, liveHosts())) {
    try {
      const keys = await openKeys(deps, { accountId, fence: 0, library, onLost: () => {} })
      const hearing = await openHearing(deps, {
        accountId,
        library,
        options,
        owner,
        own: () => ({}),
        phoneOfLid: (lid) => keys.phoneOfLid(lid),
      })
      await Promise.race([hearing.idle(), pause(NOTED_WITHIN_MS, undefined, { ref: false })])
      await hearing.stop()
    } catch (err) {
      deps.log.error({ err, accountId }, 'what was spilled waits for its session')
    }
  }
}
