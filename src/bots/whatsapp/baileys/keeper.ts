import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../../../domain/deps.ts'
import { type Wanted, wantedSessions } from '../../../domain/sessions/lease-session.ts'
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

export type Keeper = ReturnType<typeof createKeeper>

/** Sockets of so many numbers share a process at most. */
const MOST_PER_HOST = 50

/**
 * Makes what the team wants of each number so, like the reconciler of the routers: starts places
 * for sockets when there are numbers to connect, and again when one dies.
 */
export function createKeeper(
  deps: Pick<Deps, 'db' | 'log' | 'now' | 'wake'>,
  options: KeeperOptions,
) {
  const { doors, report, onStatuses, lookEveryMs = 1_000, random = Math.random } = options
  const places: Place[] = []
  const now = new Map<number, SessionNow>()
  let wanted: Wanted[] = []
  let failures = 0
  let notBefore = 0
  let useless: string | undefined
  let stopped = false
  let looking: Promise<void> | undefined

  function hear(place: Place, news: HostNews) {
    switch (news.kind) {
      case 'ready':
        place.isReady = true
        place.openedAt = Date.now()
        return tellWanted(place)
      case 'now':
        now.set(news.accountId, news.now)
        if (news.now.connection === 'open') openDoor(place, news.accountId)
        else doors.delete(news.accountId)
        return
      case 'gone':
        now.delete(news.accountId)
        doors.delete(news.accountId)
        return
      case 'news':
        return note(place, news)
      case 'wake':
        for (const id of news.conversationIds) deps.wake.conversation(id)
        if (news.statuses) onStatuses()
        return
      case 'answer':
        return place.calls.answered(news)
      case 'useless':
        useless = news.reason
        deps.log.error(news.reason)
        return
      case 'stopped':
        return
    }
  }

  function openDoor(place: Place, accountId: number) {
    if (!doors.has(accountId)) {
      doors.set(
        accountId,
        farDoor(accountId, place.calls, () => healthOf(accountId)),
      )
    }
  }

  /** One after the other for each number: they tell a story. */
  const telling = new Map<number, Promise<void>>()
  function note(place: Place, { id, accountId, fence, news }: Extract<HostNews, { kind: 'news' }>) {
    const told = (telling.get(accountId) ?? Promise.resolve())
      .then(() => report({ accountId, fence, news }))
      .catch((err: unknown) =>
        deps.log.warn({ err, accountId, news: news.kind }, 'news of a session could not be told'),
      )
      .finally(() => place.link.tell({ kind: 'noted', id }))
    telling.set(accountId, told)
  }

  function openPlace(): Place {
    const link = options.openLink()
    const calls = createCalls(link.tell)
    const place: Place = { link, calls, accounts: new Set(), isReady: false, openedAt: 0 }
    link.onNews((news) => hear(place, news))
    link.onEnd((reason) => {
      places.splice(places.indexOf(place), 1)
      place.calls.ended()
      for (const accountId of place.accounts) {
        doors.delete(accountId)
        now.delete(accountId)
      }
      if (stopped) return
      failures = Date.now() - place.openedAt > STEADY_MS && place.openedAt > 0 ? 1 : failures + 1
      const againInMs = backOffMs(failures, random)
      notBefore = Date.now() + againInMs
      deps.log.error({ reason, againInMs }, 'the process with the WhatsApp sockets ended')
    })
    places.push(place)
    return place
  }

  function tellWanted(place: Place) {
    const mine = wanted.filter(({ accountId }) => place.accounts.has(accountId))
    const aheadMs = deps.now().getTime() - Date.now()
    if (place.isReady) place.link.tell({ kind: 'want', wanted: mine, aheadMs })
  }

  async function look() {
    wanted = await wantedSessions(deps, 'baileys')
    const ids = new Set(wanted.map(({ accountId }) => accountId))
    for (const place of places) {
      for (const id of place.accounts) if (!ids.has(id)) place.accounts.delete(id)
    }
    for (const { accountId, state, hasKeys } of wanted) {
      if (places.some(({ accounts }) => accounts.has(accountId))) continue
      const matters = state === 'on' || state === 'pairing' || (isOver(state) && hasKeys)
      if (!matters || useless || Date.now() < notBefore) continue
      const room = places.find(({ accounts }) => accounts.size < MOST_PER_HOST) ?? openPlace()
      room.accounts.add(accountId)
    }
    for (const place of places) tellWanted(place)
  }

  async function keepLooking() {
    while (!stopped) {
      await look().catch((err: unknown) => deps.log.debug({ err }, 'could not look at sessions'))
      await pause(lookEveryMs, undefined, { ref: false })
    }
  }

  function healthOf(accountId: number): DoorHealth {
    const { connection, detail } = now.get(accountId) ?? { connection: 'closed' }
    const said = detail === undefined ? {} : { detail }
    if (connection === 'open') return { state: detail ? 'degraded' : 'healthy', ...said }
    return { state: 'degraded', detail: detail ?? connection }
  }

  return {
    start() {
      looking ??= keepLooking()
    },
    /** As this process knows it; `useless` says why there are none at all. */
    now: (accountId: number) => now.get(accountId),
    useless: () => useless,
    /** Whether all its places have been told what is wanted of them. */
    isIdle: () => places.length > 0 && places.every(({ isReady }) => isReady),
    async stop() {
      stopped = true
      await Promise.all(places.map(({ link }) => link.close()))
      for (const { accounts } of places) for (const id of accounts) doors.delete(id)
    },
  }
}

type Place = {
  link: HostLink
  calls: Calls
  accounts: Set<number>
  isReady: boolean
  openedAt: number
}

const isOver = (state: Wanted['state']) => state === 'unlinked' || state === 'removed'
const STEADY_MS = 60_000
