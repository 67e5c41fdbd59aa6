import type { Router } from './client.ts'
import { serveClient } from './client.ts'
import type { Faults } from './faults.ts'
import { NO_FAULTS } from './faults.ts'
import type { Hotspot, SessionEvent } from './hotspot.ts'
import { note } from './log.ts'
import type { Listener } from './listener.ts'
import { createListener } from './listener.ts'
import { hotspotMenus } from './menus-hotspot.ts'
import type { DeviceMode } from './menus-system.ts'
import { systemMenus } from './menus-system.ts'
import { interfaceMenu } from './menus-interface.ts'
import { pppMenus } from './menus-ppp.ts'
import type { Ppp } from './ppp.ts'
import { Refusal } from './refusal.ts'
import type { HotspotProfile, PppProfile, State } from './state.ts'
import { factoryState, insert, newHotspotProfile, newPppProfile } from './state.ts'
import type { WorkQueue } from './work-queue.ts'
import { createWorkQueue } from './work-queue.ts'

export type SimulatorOptions = {
  /** 0, the default, takes any free one. */
  port?: number
  tls?: { key: string; cert: string }
  version?: string
  board?: string
  /** The login of the API. */
  user: string
  password: string
  /** From the end of the work to the arrival of the reply. */
  replyDelayMs?: number
  /** What one change costs the router; changes are made one after another. */
  serialWorkMs?: number
  clock?: () => Date
  timeForm?: 'units' | 'clock'
  deviceMode?: DeviceMode
  hotspotProfiles?: (Partial<HotspotProfile> & { name: string })[]
  pppProfiles?: (Partial<PppProfile> & { name: string })[]
  faults?: Partial<Faults>
  /** What every session downloads while it lasts. */
  bytesPerSecond?: number
  /** How long it is away when it is told to restart. */
  rebootMs?: number
  onSession?: (event: SessionEvent) => void
}

/** All the parts of one simulated router. */
export type World = {
  options: SimulatorOptions
  state: State
  hotspot: Hotspot
  ppp: Ppp
  listener: Listener
  queue: WorkQueue
  deviceMode: DeviceMode
  now: () => number
  isOn: boolean
  faults: Faults
  commandCounts: Map<string, number>
  loginAttempts: number
  restarting: NodeJS.Timeout | undefined
  /** Told to restart. Set by whoever can open and close its port. */
  reboot: () => void
}

export function createWorld(options: SimulatorOptions): World {
  const { clock = () => new Date(), deviceMode = { mode: 'advanced', hotspot: true } } = options
  const now = () => clock().getTime()
  const state = factoryState(now(), { name: options.user, password: options.password })
  for (const profile of options.hotspotProfiles ?? []) {
    insert(state.hotspotProfiles, { ...newHotspotProfile(''), ...profile })
  }
  for (const profile of options.pppProfiles ?? []) {
    insert(state.pppProfiles, { ...newPppProfile(''), ...profile })
  }
  const world: World = {
    options,
    state,
    hotspot: {
      state,
      now,
      bytesPerSecond: options.bytesPerSecond ?? 0,
      onSession: (event) => {
        const { kind, user, address } = event
        const line = kind === 'login' ? 'logged in' : 'logged out'
        note(state, now(), 'hotspot,account,info,debug', `${user} (${address}): ${line}`)
        options.onSession?.(event)
      },
    },
    ppp: { state, now, bytesPerSecond: options.bytesPerSecond ?? 0 },
    queue: createWorkQueue(options.serialWorkMs ?? 0, options.replyDelayMs ?? 0),
    deviceMode,
    now,
    isOn: true,
    faults: { ...NO_FAULTS, ...options.faults },
    commandCounts: new Map(),
    loginAttempts: 0,
    restarting: undefined,
    reboot: () => undefined,
    listener: createListener({
      port: options.port ?? 0,
      tls: options.tls ?? null,
      faults: () => world.faults,
      serve: (socket) => serveClient(socket, router),
    }),
  }
  const router = routerOf(world)
  return world
}

function routerOf(world: World): Router {
  const { state, hotspot, ppp, queue, deviceMode, now } = world
  const { version = '7.18.2', board = 'hEX', timeForm = 'units' } = world.options
  const mayWrite = () => {
    if (!deviceMode.hotspot) throw new Refusal('failure: not allowed by device-mode')
  }
  const menus = {
    ...hotspotMenus(hotspot, mayWrite),
    ...pppMenus(ppp),
    '/interface': interfaceMenu(ppp),
    ...systemMenus(state, now, { version, board, deviceMode, reboot: () => world.reboot() }),
  }
  return {
    version,
    timeForm,
    state,
    now,
    menus,
    faults: () => world.faults,
    whenItsTurn: queue.whenItsTurn,
    afterDelay: queue.afterDelay,
    countLogin: () => {
      world.loginAttempts += 1
    },
    countCommand: ({ path }) => {
      world.commandCounts.set(path, (world.commandCounts.get(path) ?? 0) + 1)
      const { dropAfter } = world.faults
      if (dropAfter === null) return false
      world.faults.dropAfter = dropAfter > 1 ? dropAfter - 1 : null
      return dropAfter <= 1
    },
  }
}
