import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { JobQueue } from '../adapters/queue/queue.ts'
import { handleConversation, sweepConversations } from '../bots/handle-conversation.ts'
import { applyStatuses } from '../bots/inbox-queries.ts'
import type { Outbox } from '../bots/outbox.ts'
import type { Deps } from '../domain/deps.ts'
import { createEffects, type EffectHandlers } from '../domain/effects/run-effects.ts'
import type { Mind } from '../intents/answer.ts'
import type { Duty } from './duties.ts'

const SWEEP_EVERY_MS = 1_000
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
  const effects = createEffects(deps, { handlers, owner: randomUUID(), atOnce: 8 })
  const handle = (id: number) => handleConversation(deps, { mind, outbox }, id)
  queue.work({
    conversation: handle,
    outbox: outbox.drain,
    effects: effects.nudge,
    concurrency: CHATS_AT_ONCE,
  })

  // PostgreSQL is the truth and this is what reads it: whatever a nudge was lost for, a process
  // died over, or waited for its time, is found here within seconds.
  const sweep = every(SWEEP_EVERY_MS, log, async () => {
    await Promise.all([
      sweepConversations(deps, handle),
      outbox.sweep(),
      effects.nudge(),
      applyStatuses(deps.db),
    ])
  })
  for (const { name, everyMs, run } of duties) {
    queue.every(name, everyMs, async () => {
      await run(deps)
    })
  }

  return {
    effects,
    sweep: sweep.now,
    async stop() {
      sweep.stop()
      await queue.close()
      await effects.stop()
      await outbox.idle()
    },
  }
}

/** Again and again, never twice at once; a failure is logged and the next round tries anew. */
function every(ms: number, log: Logger, work: () => Promise<unknown>) {
  let running: Promise<unknown> | undefined
  const now = () => {
    running ??= work()
      .catch((err: unknown) => log.warn({ err }, 'a sweep failed'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const timer = setInterval(() => void now(), ms)
  return { now, stop: () => clearInterval(timer) }
}
