import { createHash } from 'node:crypto'
import type { Simulator } from '../adapters/routeros/simulator/start-simulator.ts'

/** A modem at somebody's home. It remembers the password that was typed into it. */
export type Modem = { line: string; password: string; on: boolean }

export type Homes = { modems: Modem[]; cableCut: boolean }

type Router = Pick<Simulator, 'pppDial' | 'pppHangUp' | 'pppSessions' | 'secrets'>

const DIAL_EVERY_MS = 1_000
/** Whoever is not let in waits longer each time, up to so many turns. */
const MOST_TURNS = 10

/**
 * The modems behind the router: one that is on dials until it is let in, and again when it was
 * put out, as those at home do. Where the cable is cut, nobody reaches the router.
 */
export function createModems(router: Router, known: Homes = { modems: [], cableCut: false }) {
  const modems = new Map(known.modems.map((modem) => [modem.line, modem]))
  const refused = new Map<string, { times: number; waits: number }>()
  let { cableCut } = known
  let told: (() => void) | undefined

  function dial({ line, password }: Modem) {
    const outcome = router.pppDial(line, password, macOf(line))
    const times = outcome.ok ? 0 : (refused.get(line)?.times ?? 0) + 1
    refused.set(line, { times, waits: Math.min(2 ** times, MOST_TURNS) })
    if (outcome.ok) told?.()
    return outcome
  }

  function dialAll() {
    if (cableCut) return
    const online = new Set(router.pppSessions().map(({ name }) => name))
    const served = new Set(router.secrets().map(({ name }) => name))
    for (const modem of modems.values()) {
      if (!modem.on || online.has(modem.line) || !served.has(modem.line)) continue
      const wait = refused.get(modem.line)
      if (wait && wait.times > 0 && wait.waits > 0) wait.waits -= 1
      else dial(modem)
    }
  }
  /** What was refused before may do now: nobody waits for his turn. */
  function dialNow() {
    refused.clear()
    dialAll()
  }
  dialNow()
  const dialling = setInterval(dialAll, DIAL_EVERY_MS)
  dialling.unref()

  return {
    list: () => [...modems.values()],
    homes: (): Homes => ({ modems: [...modems.values()], cableCut }),
    cableCut: () => cableCut,
    dialNow,
    /** Tells one listener of everybody who came on line. */
    onOnline(listener: () => void) {
      told = listener
    },
    /** A modem with this password is put up and switched on. */
    putUp(line: string, password: string) {
      modems.set(line, { line, password, on: true })
    },
    /** Somebody types in what the router has now, and switches it on. */
    switchOn(line: string) {
      const secret = router.secrets().find(({ name }) => name === line)
      if (!secret) return { ok: false, message: 'no such user' } as const
      const modem = { line, password: secret.password, on: true }
      modems.set(line, modem)
      return cableCut ? ({ ok: false, message: 'no answer' } as const) : dial(modem)
    },
    switchOff(line: string) {
      const modem = modems.get(line)
      if (modem) modem.on = false
      router.pppHangUp(line)
    },
    setCable(isCut: boolean) {
      cableCut = isCut
      if (isCut) for (const { line } of modems.values()) router.pppHangUp(line)
      else dialNow()
    },
    stop: () => clearInterval(dialling),
  }
}

function macOf(line: string) {
  const print = createHash('sha256').update(line).digest('hex').slice(0, 10).toUpperCase()
  return `0A:${print.replace(/(..)(?=.)/g, '$1:')}`
}
