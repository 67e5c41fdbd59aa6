import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { chooseRouter } from './choose-router.ts'
import { clockTime } from './clock-time.ts'
import { countBehind, isShowing } from './look-queries.ts'
import { targetOf } from './router.ts'
import { getRouter, type RouterRow } from './router-queries.ts'
import type { LookRequest, RouterLook, RouterSeen, TopUser } from './router-view.ts'
import type { ActiveSession, InterfaceTraffic, RouterService, RouterTarget } from './routers.ts'
import { forgetSessions } from './sync-queries.ts'
import { syncRouter } from './sync-router.ts'
import { isUnreached, tryAgain } from './unreached.ts'

type LookDeps = Parameters<typeof syncRouter>[0] & Pick<Deps, 'documents' | 'files'>

const REFRESH_EVERY_MS = 15_000
const REFRESHES = 12
const LOG_LINES = 15
const TOP_USERS = 5
const MOST_INTERFACES = 10

/** Asks for a look; what is seen comes as a notice that edits the message of this slot. */
export async function requestLook(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  ask: Omit<LookRequest, 'routerId' | 'refreshes'> & { name: string },
): Promise<RouterRow> {
  const { name, ...how } = ask
  const router = await chooseRouter(deps, name)
  const refreshes = ask.look === 'resources' ? REFRESHES : 0
  await later(deps, { kind: 'router.look', routerId: router.id, ...how, refreshes })
  return router
}

/**
 * Effect `router.look`: asks the router and shows what it says. Resources are read again by
 * themselves for a few minutes, as long as nobody looks at something else in that message.
 */
export async function lookAtRouter(deps: LookDeps, ask: LookRequest) {
  const { routerId, look, conversationId, slot, refreshes = 0 } = ask
  const router = await getRouter(deps.db, routerId)
  if (!router) return
  const isRefresh = look === 'resources' && refreshes < REFRESHES
  const shownBefore = new Date(deps.now().getTime() - REFRESH_EVERY_MS / 2)
  const shown = { conversationId, slot, kind: 'resources', shownBefore }
  if (isRefresh && !(await isShowing(deps.db, shown))) return

  const seen = await see(deps, router, look === 'chart' ? 'traffic' : look)
  if (look === 'chart' && seen.kind === 'traffic') {
    await drawTraffic(deps, router, { ask, interfaces: seen.interfaces })
  }
  const isLast = refreshes === 0 || seen.kind === 'away'
  await inTransaction(deps, async (deps) => {
    const { name, state } = router
    await tell(deps, conversationId, {
      code: 'router.looked',
      slot,
      details: {
        name,
        slot,
        manages: ask.manages,
        inMaintenance: state === 'maintenance',
        at: clockTime(deps.now(), deps.business.timeZone, { seconds: true }),
        seen: seen.kind === 'resources' ? { ...seen, fresh: !isLast } : seen,
      },
    })
    if (look !== 'resources' || isLast) return
    const at = new Date(deps.now().getTime() + REFRESH_EVERY_MS)
    const next = { ...ask, refreshes: refreshes - 1 }
    await later(deps, { kind: 'router.look', ...next }, { at })
  })
}

async function see(
  deps: LookDeps,
  router: RouterRow,
  look: Exclude<RouterLook, 'chart'>,
): Promise<RouterSeen> {
  if (look === 'sync') return bringInStep(deps, router)
  try {
    return await tryAgain(() => read(deps, targetOf(deps, router), look))
  } catch (error) {
    const isRefused = error instanceof Rejected
    if (!isRefused && !isUnreached(error)) throw error
    deps.log.info({ err: error, routerId: router.id }, 'a router could not be looked at')
    const problem = isRefused ? error.code || 'other' : 'unreachable'
    const { down_since: since } = router
    const awayMs = since && deps.now().getTime() - since.getTime()
    return { kind: 'away', problem, minutes: awayMs && Math.max(1, Math.round(awayMs / 60_000)) }
  }
}

async function read(
  { routers }: Pick<Deps, 'routers'>,
  target: RouterTarget,
  look: Exclude<RouterLook, 'sync' | 'chart'>,
): Promise<RouterSeen> {
  switch (look) {
    case 'resources':
      return { kind: 'resources', resources: await routers.resources(target), fresh: false }
    case 'users':
      return usersOf(routers, target)
    case 'traffic': {
      const interfaces = busiest(await routers.interfaces(target))
      const shown = interfaces.slice(0, MOST_INTERFACES)
      return { kind: 'traffic', interfaces: shown, more: interfaces.length - shown.length }
    }
    case 'log':
      return { kind: 'log', lines: await routers.logs(target, { limit: LOG_LINES }) }
  }
}

async function usersOf(routers: Deps['routers'], target: RouterTarget): Promise<RouterSeen> {
  const of = async (service: RouterService) => {
    try {
      return await routers.activeSessions(target, service)
    } catch (error) {
      // One that does not offer this service at all.
      if (error instanceof Rejected && error.code === 'no_such_command') return null
      throw error
    }
  }
  const [hotspot, ppp] = await Promise.all([of('hotspot'), of('ppp')])
  const top = [...asUsers('hotspot', hotspot), ...asUsers('ppp', ppp)]
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, TOP_USERS)
  return { kind: 'users', hotspot: hotspot?.length ?? null, ppp: ppp?.length ?? null, top }
}

function asUsers(service: RouterService, sessions: ActiveSession[] | null): TopUser[] {
  return (sessions ?? []).map(({ name, bytes, uptimeSeconds }) => ({
    name,
    service,
    bytes,
    uptimeSeconds,
  }))
}

/** The list is read anew: whoever asks has a doubt. */
async function bringInStep(deps: LookDeps, router: RouterRow): Promise<RouterSeen> {
  if (router.state === 'maintenance') return { kind: 'maintenance' }
  await forgetSessions(deps.db, router.id)
  const outcome = await syncRouter(deps, { routerId: router.id })
  return { kind: 'synced', outcome, behind: await countBehind(deps.db, router.id) }
}

async function drawTraffic(
  deps: LookDeps,
  router: RouterRow,
  { ask, interfaces }: { ask: LookRequest; interfaces: InterfaceTraffic[] },
) {
  const { conversationId, language } = ask
  const png = await deps.documents.chart({
    language,
    title: router.name,
    subtitle: `Mbps · ${clockTime(deps.now(), deps.business.timeZone)}`,
    kind: 'bar',
    unit: 'count',
    labels: interfaces.map(({ name }) => name),
    series: [
      { name: 'RX', values: interfaces.map(({ rxBitsPerSecond }) => inMega(rxBitsPerSecond)) },
      { name: 'TX', values: interfaces.map(({ txBitsPerSecond }) => inMega(txBitsPerSecond)) },
    ],
  })
  const key = `routers/${router.id}/traffic-${conversationId}.png`
  await deps.files.put(key, png)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, {
      code: 'report.chart',
      details: { file: { key, name: 'router.png', mime: 'image/png' } },
    }),
  )
}

function inMega(bitsPerSecond: number) {
  return Math.round(bitsPerSecond / 100_000) / 10
}

function busiest(interfaces: InterfaceTraffic[]): InterfaceTraffic[] {
  return interfaces.toSorted((a, b) => rateOf(b) - rateOf(a))
}

function rateOf({ rxBitsPerSecond, txBitsPerSecond }: InterfaceTraffic) {
  return rxBitsPerSecond + txBitsPerSecond
}
