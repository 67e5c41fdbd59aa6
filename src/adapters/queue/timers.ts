import type { Logger } from 'pino'
import type { Backend } from './backend.ts'
import type { Crew } from './crew.ts'

type Timer = { everyMs: number; run: () => Promise<void>; busy: boolean }

/** How often the plans are looked after: Redis may have been emptied under us. */
const LOOK_EVERY_MS = 5000

/** BullMQ's job schedulers: one firing a tick, by whichever process has a hand free. */
export function createTimers({ backend, log }: { backend: Backend; log: Pick<Logger, 'error'> }) {
  const queue = backend.queue('timers')
  const timers = new Map<string, Timer>()
  let crew: Crew | undefined
  let looking: NodeJS.Timeout | undefined

  async function fire(name: string) {
    const timer = timers.get(name)
    // Planned by a version that knew it.
    if (!timer) return void (await queue.removeJobScheduler(name))
    if (timer.busy) return
    timer.busy = true
    try {
      await timer.run()
    } catch (err) {
      log.error({ err, timer: name }, 'a timer failed; it fires again at its next tick')
    }
    timer.busy = false
  }

  async function plan(name: string, everyMs: number) {
    const planned = await queue.getJobScheduler(name)
    const overdueMs = Date.now() - (planned?.next ?? 0)
    if (planned?.every === everyMs && overdueMs < everyMs + LOOK_EVERY_MS) return
    await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: { timer: name } })
  }

  function lookAfter(name: string, everyMs: number) {
    plan(name, everyMs).catch((err: unknown) =>
      log.error({ err, timer: name }, 'a timer could not be planned'),
    )
  }

  return {
    every(name: string, everyMs: number, run: () => Promise<void>) {
      timers.set(name, { everyMs, run, busy: false })
      crew ??= backend.worker('timers', ({ timer = '' }) => fire(timer), 10)
      looking ??= setInterval(() => {
        for (const [known, timer] of timers) lookAfter(known, timer.everyMs)
      }, LOOK_EVERY_MS)
      lookAfter(name, everyMs)
    },
    async finish() {
      clearInterval(looking)
      await crew?.finish()
    },
    async close() {
      await crew?.leave()
      await queue.close()
    },
  }
}
