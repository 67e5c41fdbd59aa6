import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { JobQueue } from '../adapters/queue/queue.ts'
import { createConversationSweep, handleConversation } from '../bots/handle-conversation.ts'
import { settleStatuses } from '../bots/settle-statuses.ts'
import type { Outbox } from '../bots/outbox.ts'
import type { Deps } from '../domain/deps.ts'
import { createEffects, type EffectHandlers } from '../domain/effects/run-effects.ts'
import type { Mind } from '../intents/answer.ts'
import type { Duty } from './duties.ts'

const SWEEP_EVERY_MS = 1_000
/** Nudges go to workers. */
const SPEAK_EVERY_MS = 300
/** Of the nine seconds a shutdown has, the doors, the web and the database need some too. */
const STOP_MS = 5_500
/** Slow thoughts hold a place each, so there are many places. */
const CHATS_AT_ONCE = 128

type Parts = {
  mind: Mind
  outbox: Outbox
  handlers: EffectHandlers
  duties: Duty[]
  queue: JobQueue
}

/** Takes this process's share of the work, until it is stopped. */
export function startWork(deps: Deps, { mind, outbox, handlers, duties, queue }: Parts) {
  const { log } = deps
  const effects = createEffects(deps, { handlers, owner: randomUUID() })
  const handle = (id: number) => handleConversation(deps, { mind, outbox }, id)
  queue.work({
    conversation: handle,
    outbox: outbox.drain,
    effects: effects.nudge,
    concurrency: CHATS_AT_ONCE,
  })

  // PostgreSQL is the truth and this is what reads it: whatever a nudge was lost for, a process
  // died over, or waited for its time, is found here within seconds.
  const conversations = createConversationSweep(deps, handle)
  const sweeps = [
    conversations.sweep,
    outbox.sweep,
    effects.nudge,
    onlyOnce(() => settleStatuses(deps)),
  ]
  const sweeping = setInterval(() => {
    for (const sweep of sweeps) {
      sweep().catch((err: unknown) => log.warn({ err }, 'a sweep failed'))
    }
  }, SWEEP_EVERY_MS)
  for (const { name, everyMs, run } of duties) {
    queue.every(name, everyMs, async () => {
      await run(deps)
    })
  }

  return {
    /** Takes nothing new, and waits for what is in hand as long as a shutdown can wait. */
    async stop() {
      clearInterval(sweeping)
      const finished = Promise.all([queue.close(STOP_MS), effects.stop(), conversations.idle()])
        // Only now nobody begins to say something.
        .then(outbox.idle)
      // What is left then is safe in the database, and taken up by whoever comes next.
      await Promise.race([finished, pause(STOP_MS + 500, undefined, { ref: false })])
    },
  }
}

/** Sends what stands in the outbox for doors that only this process has, and does no other work. */
export function speakFor(outbox: Outbox, log: Deps['log']) {
  const looking = setInterval(() => {
    outbox.sweep().catch((err: unknown) => log.warn({ err }, 'a sweep failed'))
  }, SPEAK_EVERY_MS)
  return {
    async stop() {
      clearInterval(looking)
      await Promise.race([outbox.idle(), pause(STOP_MS, undefined, { ref: false })])
    },
  }
}

/** Never twice at once: whoever asks meanwhile waits for the one that is under way. */
function onlyOnce(work: () => Promise<unknown>) {
  let running: Promise<unknown> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}
