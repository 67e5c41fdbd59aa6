import type { Devices } from './devices.ts'
import { devicesOf } from './devices.ts'
import type { Faults } from './faults.ts'
import { NO_FAULTS } from './faults.ts'
import { endSession, settle } from './hotspot.ts'
import { note } from './log.ts'
import type { Snapshot } from './snapshot.ts'
import { applySnapshot, takeSnapshot } from './snapshot.ts'
import { factoryState } from './state.ts'
import type { SimulatorOptions, World } from './world.ts'
import { createWorld } from './world.ts'

export type Simulator = Devices & {
  port: number
  /** Power cut: the port is closed and everybody is off line; what is configured stays. */
  switchOff: () => Promise<void>
  switchOn: () => Promise<void>
  isOn: () => boolean
  /** Comes back without users, secrets and cookies, its numbering begun anew. */
  reset: (how?: { profilesToo: boolean }) => Promise<void>
  /** The configuration and the counters, as JSON. */
  snapshot: () => Snapshot
  restore: (snapshot: Snapshot) => void
  setFaults: (faults: Partial<Faults>) => void
  clearFaults: () => void
  /** Ends all API connections now. */
  dropConnections: (how: 'fin' | 'rst') => void
  connections: () => number
  /** How many commands came so far: all, or those of one path. */
  commandCount: (path?: string) => number
  loginAttempts: () => number
  stop: () => Promise<void>
}

/** A router on loopback that speaks the RouterOS API, no kinder than a real one. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = createWorld(options)
  const { state, listener, commandCounts } = world
  const port = await listener.open()

  world.reboot = () => restart(world)
  const whileOff = async (change: () => void) => {
    const wasOn = world.isOn
    await switchOff(world)
    change()
    if (wasOn) await switchOn(world)
  }

  return {
    ...devicesOf(world),
    port,
    switchOff: () => switchOff(world),
    switchOn: () => switchOn(world),
    isOn: () => world.isOn,
    reset: (how) => whileOff(() => empty(world, how?.profilesToo ?? false)),
    snapshot: () => {
      settle(world.hotspot)
      return takeSnapshot(state)
    },
    restore: (snapshot) => applySnapshot(state, structuredClone(snapshot)),
    setFaults: (faults) => Object.assign(world.faults, faults),
    clearFaults: () => Object.assign(world.faults, NO_FAULTS),
    dropConnections: listener.dropAll,
    connections: listener.connected,
    commandCount: (path) =>
      path === undefined
        ? [...commandCounts.values()].reduce((sum, count) => sum + count, 0)
        : (commandCounts.get(path) ?? 0),
    loginAttempts: () => world.loginAttempts,
    stop: () => {
      clearTimeout(world.restarting)
      return switchOff(world)
    },
  }
}

async function switchOff(world: World): Promise<void> {
  if (!world.isOn) return
  const { state, hotspot } = world
  settle(hotspot)
  for (const session of state.hotspotActive.items.values()) endSession(hotspot, session)
  state.pppActive.items.clear()
  world.isOn = false
  world.queue.clear()
  await world.listener.close()
}

/** Goes away at once, or having said goodbye, and is back after a while. */
function restart(world: World): void {
  const goAway = async () => {
    await switchOff(world)
    world.restarting = setTimeout(() => void switchOn(world), world.options.rebootMs ?? 3_000)
  }
  if (world.faults.answersReboot) setTimeout(() => void goAway(), 1)
  else void goAway()
}

async function switchOn(world: World): Promise<void> {
  if (world.isOn) return
  world.state.settledAt = world.now()
  world.state.bootedAt = world.now()
  world.state.log = []
  note(world.state, world.now(), 'system,info', 'router started')
  await world.listener.open()
  world.isOn = true
}

function empty(world: World, profilesToo: boolean): void {
  const { state, options } = world
  const { hotspotProfiles, pppProfiles } = state
  Object.assign(
    state,
    factoryState(world.now(), { name: options.user, password: options.password }),
  )
  if (!profilesToo) Object.assign(state, { hotspotProfiles, pppProfiles })
}
