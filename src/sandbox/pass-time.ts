import { addDays, dayOf, startOfDay } from '../domain/day.ts'
import type { Sandbox } from './sandbox.ts'

/** People are reminded by day. */
const MORNING_HOUR = 9
const DAY_MS = 86_400_000

export type Calendar = ReturnType<typeof createCalendar>

/** Lets time pass, one wish after the other; nobody who asks has to wait for a month to be over. */
export function createCalendar(world: Passing) {
  let last = Promise.resolve()
  let wishes = 0
  return {
    isPassing: () => wishes > 0,
    pass(ms: number) {
      wishes += 1
      last = last
        .then(() => passTime(world, ms))
        .finally(() => {
          wishes -= 1
        })
    },
  }
}

type Passing = {
  sandbox: Pick<Sandbox, 'now' | 'moveClock' | 'isOpen'>
  timeZone: string
  /** Does what is due by then. */
  tick: () => Promise<void>
  settled: () => Promise<void>
}

/**
 * Time passes as it would, only faster: each morning on the way what is due is done, so that
 * a month later there was a reminder on its day, and not everything at once.
 */
export async function passTime({ sandbox, timeZone, tick, settled }: Passing, ms: number) {
  let at = sandbox.now().getTime()
  const end = at + ms
  for (const stop of [...morningsBetween(at, end, timeZone), end]) {
    if (!sandbox.isOpen()) return
    sandbox.moveClock(stop - at)
    at = stop
    await tick()
    // What is said on a day is dated with it.
    await settled()
  }
}

function morningsBetween(from: number, to: number, timeZone: string): number[] {
  const first = dayOf(new Date(from), timeZone)
  const count = Math.ceil((to - from) / DAY_MS) + 1
  return Array.from({ length: count }, (_, ahead) => {
    const midnight = startOfDay(addDays(first, ahead), timeZone)
    return midnight.getTime() + MORNING_HOUR * 3_600_000
  }).filter((morning) => morning > from && morning < to)
}
