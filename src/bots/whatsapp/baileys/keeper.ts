import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../../../domain/deps.ts'
import {
  releaseSession,
  type Wanted,
  wantedSessions,
} from '../../../domain/sessions/lease-session.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import type { Door, DoorHealth } from '../../door.ts'
import { backOffMs } from './disconnect-policy.ts'
import { type Calls, createCalls, farDoor } from './far-door.ts'
import type { HostLink, HostNews } from './host-protocol.ts'
import type { SessionNow } from './session.ts'

export type KeeperOptions = {
  /** Live: the door of a session is here while its line is open, and only then. */
  doors: Map<number, Door>
  /** A place for sockets: another process, or this one. */
  openLink: () => HostLink
  report: (report: { accountId: number; news: SessionNews; fence: number }) => Promise<void>
  onStatuses: () => void
  random?: () => number
  lookEveryMs?: number
}

/** Sockets of so many numbers share a process at most. */
const MOST_PER_HOST = 50

/**
 * Makes what the team wants of each number so, like the reconciler of the routers: starts places
 * for sockets when there are numbers to connect, and again when one dies.
 */
export function createKeeper(deps: KeeperDeps, options: KeeperOptions) {
  const { lookEveryMs = 1_000 } = options
  const keeping: Keeping = {
    deps,
    options,
    places: [],
    now: new Map(),
    wanted: [],
    failures: 0,
    notBefore: 0,
    stopped: false,
    telling: new Map(),
  }
  const { places } = keeping
  let looking: Promise<void> | undefined

  async function keepLooking() {
    for (;;) {
      await look(keeping).catch((err: unknown) => deps.log.debug({ err }, 'cannot see sessions'))
      await pause(lookEveryMs, undefined, { ref: false })
      if (keeping.stopped) return
    }
  }

  return {
    start() {
      looking ??= keepLooking()
    },
    /** As this process knows it; `useless` says why there are none at all. */
    now: (accountId: number) => keeping.now.get(accountId),
    useless: () => keeping.useless,
    /** Whether all its places have been told what is wanted of them. */
    isIdle: () => places.length > 0 && places.every(({ isReady }) => isReady),
    async stop() {
      keeping.stopped = true
      await Promise.all(places.map(({ link }) => link.close()))
    },
  }
}

type KeeperDeps = Pick<Deps, 'db' | 'log' | 'now' | 'wake'>

type Keeping = {
  deps: KeeperDeps
  options: KeeperOptions
  places: Place[]
  now: Map<number, SessionNow>
  wanted: Wanted[]
  failures: number
  notBefore: number
  useless?: string
  stopped: boolean
  /** One after the other for each number: news tell a story. */
  telling: Map<number, Promise<void>>
}

async function look(keeping: Keeping) {
  const { places } = keeping
  const wanted = await wantedSessions(keeping.deps, 'baileys')
  if (keeping.stopped) return
  keeping.wanted = wanted
  const ids = new Set(wanted.map(({ accountId }) => accountId))
  for (const { accounts } of places) {
    for (const id of accounts) if (!ids.has(id)) accounts.delete(id)
  }
  for (const { accountId, state, hasKeys } of wanted) {
    if (places.some(({ accounts }) => accounts.has(accountId))) continue
    const matters = state === 'on' || state === 'pairing' || (isOver(state) && hasKeys)
    if (!matters || keeping.useless || Date.now() < keeping.notBefore) continue
    const room = places.find(({ accounts }) => accounts.size < MOST_PER_HOST)
    const place = room ?? openPlace(keeping)
    place.accounts.add(accountId)
  }
  for (const place of places) tellWanted(keeping, place)
}

function tellWanted({ deps, wanted }: Keeping, { link, accounts, isReady }: Place) {
  const mine = wanted.filter(({ accountId }) => accounts.has(accountId))
  const aheadMs = deps.now().getTime() - Date.now()
  if (isReady) link.tell({ kind: 'want', wanted: mine, aheadMs })
}

function openPlace(keeping: Keeping): Place {
  const { deps, options, places } = keeping
  const link = options.openLink()
  const calls = createCalls(link.tell)
  const place: Place = { link, calls, accounts: new Set(), isReady: false, openedAt: 0 }
  link.onNews((news) => hear(keeping, place, news))
  link.onEnd((reason) => {
    places.splice(places.indexOf(place), 1)
    calls.ended()
    giveBack(keeping, place)
    for (const accountId of place.accounts) forget(keeping, accountId)
    if (keeping.stopped) return
    const wasSteady = place.isReady && Date.now() - place.openedAt > STEADY_MS
    keeping.failures = wasSteady ? 1 : keeping.failures + 1
    const againInMs = backOffMs(keeping.failures, options.random ?? Math.random)
    keeping.notBefore = Date.now() + againInMs
    deps.log.error({ reason, againInMs }, 'the process with the WhatsApp sockets ended')
  })
  places.push(place)
  return place
}

/** It is gone for certain: nobody has to wait until its leases are over. */
function giveBack({ deps }: Keeping, { owner, accounts }: Place) {
  if (owner === undefined) return
  for (const accountId of accounts) {
    releaseSession(deps, { accountId, owner }).catch((err: unknown) =>
      deps.log.debug({ err, accountId }, 'the lease of a dead process ends by itself'),
    )
  }
}

function forget({ now, options }: Keeping, accountId: number) {
  now.delete(accountId)
  options.doors.delete(accountId)
}

function hear(keeping: Keeping, place: Place, news: HostNews) {
  const { deps, options } = keeping
  switch (news.kind) {
    case 'ready':
      place.isReady = true
      place.owner = news.owner
      place.openedAt = Date.now()
      return tellWanted(keeping, place)
    case 'now':
      return noteNow(keeping, place, news)
    case 'gone':
      return forget(keeping, news.accountId)
    case 'news':
      return note(keeping, place, news)
    case 'wake':
      for (const id of news.conversationIds) deps.wake.conversation(id)
      if (news.statuses) options.onStatuses()
      return
    case 'answer':
      return place.calls.answered(news)
    case 'useless':
      keeping.useless = news.reason
      return deps.log.error(news.reason)
    case 'stopped':
      return
  }
}

function noteNow(
  { now, options: { doors } }: Keeping,
  { calls }: Place,
  { accountId, now: told }: Extract<HostNews, { kind: 'now' }>,
) {
  now.set(accountId, told)
  if (told.connection !== 'open') return void doors.delete(accountId)
  if (!doors.has(accountId))
    doors.set(accountId, farDoor(accountId, calls, healthOf(now, accountId)))
}

const healthOf = (now: ReadonlyMap<number, SessionNow>, accountId: number) => (): DoorHealth => {
  const { connection, detail } = now.get(accountId) ?? { connection: 'closed' }
  if (connection === 'open' && detail === undefined) return { state: 'healthy' }
  return { state: 'degraded', detail: detail ?? connection }
}

function note(
  { deps, options, telling }: Keeping,
  { link }: Place,
  { id, accountId, fence, news }: Extract<HostNews, { kind: 'news' }>,
) {
  const told = (telling.get(accountId) ?? Promise.resolve())
    .then(() => options.report({ accountId, fence, news }))
    .catch((err: unknown) =>
      deps.log.warn({ err, accountId, news: news.kind }, 'news of a session could not be told'),
    )
    .finally(() => link.tell({ kind: 'noted', id }))
  telling.set(accountId, told)
}

type Place = {
  link: HostLink
  calls: Calls
  accounts: Set<number>
  isReady: boolean
  openedAt: number
  /** What it calls itself in the leases. */
  owner?: string
}

const isOver = (state: Wanted['state']) => state === 'unlinked' || state === 'removed'
const STEADY_MS = 60_000
