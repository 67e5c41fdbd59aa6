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
import { openKeys, putKeysAway } from './key-store.ts'
import { type Library, loadBaileys, type WhatsAppServer } from './library.ts'
import { forgetHost, liveHosts, spilledAccounts } from './spill.ts'

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
}

export type Host = Awaited<ReturnType<typeof openHost>>

/** Keeps the sockets of many numbers, each under its lease, and does what it is told. */
export async function openHost(deps: HostDeps, options: HostOptions) {
  const library = await loadBaileys(options.server)
  const owner = randomUUID()
  const { tell } = options
  const held = new Map<number, Held>()
  const busy = new Set<number>()
  const calls = new Map<number, AbortController>()
  const notes = createNotes(tell)
  let renewedAt = Date.now()
  let stopped: Promise<void> | undefined

  async function want(one: Wanted) {
    const { accountId, state } = one
    const mine = held.get(accountId)
    const toConnect = state === 'on' || state === 'pairing'
    if (mine) {
      if (!toConnect) mine.stop(isOver(state) ? 'unlink' : 'given up')
      return
    }
    if (isOver(state) && one.hasKeys && one.owner === null) {
      return putKeysAway(deps, { accountId, because: state })
    }
    if (!toConnect || one.owner !== null) return
    const session = await holdSession(deps, accountId, {
      options,
      library,
      owner,
      report: (fence, news) => notes.report(accountId, fence, news),
      onNow: (now) => tell({ kind: 'now', accountId, now }),
    })
    if (!session) return
    held.set(accountId, session)
    if (stopped) session.stop('given up')
    void session.ended.then(() => {
      held.delete(accountId)
      tell({ kind: 'gone', accountId })
    })
  }

  function wantAll(wanted: Wanted[]) {
    for (const one of wanted) {
      if (busy.has(one.accountId) || stopped) continue
      busy.add(one.accountId)
      want(one)
        .catch((err: unknown) =>
          deps.log.warn({ err, accountId: one.accountId }, 'a session could not be taken'),
        )
        .finally(() => busy.delete(one.accountId))
    }
  }

  async function renew() {
    const accountIds = [...held.keys()]
    if (accountIds.length === 0) return void (renewedAt = Date.now())
    const asked = Date.now()
    const still = new Set(
      await renewSessions(deps, { owner, accountIds, lastsSeconds: LEASE_SECONDS }),
    )
    renewedAt = asked
    for (const id of accountIds) if (!still.has(id)) held.get(id)?.stop('lost')
  }

  let renewing = false
  const renewal = setInterval(() => {
    // Somebody else may have them by now, and two lines of one number break each other's keys.
    if (Date.now() - renewedAt > LEASE_SECONDS * 1_000) {
      for (const one of held.values()) one.stop('lost')
    }
    if (renewing) return
    renewing = true
    renew()
      .catch((err: unknown) => deps.log.warn({ err }, 'the sessions could not be renewed'))
      .finally(() => (renewing = false))
  }, RENEW_EVERY_MS)

  async function call({ id, accountId, verb, given }: Extract<Order, { kind: 'call' }>) {
    const aborting = new AbortController()
    calls.set(id, aborting)
    try {
      const session = held.get(accountId)?.session()
      if (!session) throw new Unreachable('The WhatsApp number is not connected here')
      const { readFile, mediaFolder: folder } = options
      const speaking = { db: deps.db, line: session.line, readFile, folder }
      const value = await answerCall(speaking, { verb, given }, aborting.signal)
      tell({ kind: 'answer', id, ok: true, value })
    } catch (error) {
      tell({ kind: 'answer', id, ok: false, fault: packFault(error) })
    } finally {
      calls.delete(id)
    }
  }

  async function stop() {
    clearInterval(renewal)
    for (const one of held.values()) one.stop('given up')
    await Promise.all([...held.values()].map(({ ended }) => ended))
    forgetHost(owner.slice(0, 8))
    tell({ kind: 'stopped' })
  }

  await replayLeftovers(deps, { options, library, owner })
  tell({ kind: 'ready' })
  return {
    take(order: Order) {
      if (order.kind === 'want') wantAll(order.wanted)
      if (order.kind === 'call') void call(order)
      if (order.kind === 'abort') calls.get(order.id)?.abort()
      if (order.kind === 'noted') notes.noted(order.id)
      if (order.kind === 'stop') void (stopped ??= stop())
    },
    stop: () => (stopped ??= stop()),
  }
}

const RENEW_EVERY_MS = 3_000
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
      const { phoneOfLid } = keys
      const own = () => ({})
      const hearing = await openHearing(deps, {
        accountId,
        library,
        options,
        owner,
        own,
        phoneOfLid,
      })
      await Promise.race([hearing.idle(), pause(NOTED_WITHIN_MS, undefined, { ref: false })])
      await hearing.stop()
    } catch (err) {
      deps.log.error({ err, accountId }, 'what was spilled waits for its session')
    }
  }
}
