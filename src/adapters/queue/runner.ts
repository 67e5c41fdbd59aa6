import type { Logger } from 'pino'

type Options = {
  /** Does what waits for this id. `busy`: another process has it, ask again in a moment. */
  run: (id: number) => Promise<unknown>
  concurrency: number
  wakeAgain: (id: number) => void
  log: Pick<Logger, 'error'>
}

const BUSY_PAUSE_MS = 100

export type Runner = {
  /** Resolves when all of them were done, those another call is at excepted. */
  runAll: (ids: number[]) => Promise<void>
}

/**
 * Runs one id at a time once, different ids side by side. An id that comes in while it runs is
 * run once more when it is through: what it came for may have been written too late to be seen.
 */
export function createRunner({ run, concurrency, wakeAgain, log }: Options): Runner {
  const again = new Map<number, boolean>()
  const inLine: (() => void)[] = []
  let running = 0

  async function runOne(id: number) {
    if (again.has(id)) {
      again.set(id, true)
      return
    }
    again.set(id, false)
    if (running >= concurrency) await new Promise<void>((resolve) => inLine.push(resolve))
    else running++
    do {
      // From here on a call with this id may have news that this run does not see.
      again.set(id, false)
      await runSafely(id)
    } while (again.get(id))
    again.delete(id)
    const next = inLine.shift()
    // The place is handed over, so nobody can slip in between.
    if (next) next()
    else running--
  }

  async function runSafely(id: number) {
    try {
      const said = await run(id)
      if (said === 'busy') setTimeout(() => wakeAgain(id), BUSY_PAUSE_MS)
    } catch (err) {
      log.error({ err, id }, 'woken work failed; the sweeper will come back to it')
    }
  }

  return {
    async runAll(ids) {
      await Promise.all(ids.map(runOne))
    },
  }
}
