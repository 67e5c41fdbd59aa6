import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Wake } from '../../domain/deps.ts'
import type { Backend } from './backend.ts'
import type { Crew } from './crew.ts'
import { createNudges } from './nudges.ts'
import { postgresBackend } from './postgres-backend.ts'
import { createRunner } from './runner.ts'
import { createTimers } from './timers.ts'

const KINDS = ['conversation', 'outbox', 'effects'] as const
type Kind = (typeof KINDS)[number]

type Work = {
  /** Each is told what waits, and may find nothing there. `busy` answered: asked again in a moment. */
  conversation: (id: number) => Promise<unknown>
  outbox: (id: number) => Promise<unknown>
  effects: () => Promise<unknown>
  /** How many of a kind at once. Effects are one call: it decides for itself. */
  concurrency: number
}

export type JobQueue = {
  wake: Wake
  /** From now on this process takes its share of what is woken. */
  work: (work: Work) => void
  /** Fires every so often, once however many processes ask for it; never twice at once in one. */
  every: (name: string, everyMs: number, run: () => Promise<void>) => void
  /** What is waiting and in hand, per kind, in jobs. A job holds up to fifty ids. */
  counts: () => Promise<Record<Kind, { waiting: number; active: number }>>
  /** Takes no more work and waits for what is in hand, for `withinMs` at most. Once is enough. */
  close: (withinMs?: number) => Promise<void>
}

type Options = {
  databaseUrl: string
  redisUrl?: string | undefined
  log: Pick<Logger, 'warn' | 'error'>
}

/** Jobs are small enough to be shared by many workers, and large enough to be few. */
const IDS_PER_JOB = 50
/** Up to here it costs PostgreSQL less to add jobs one by one than as a set. */
const FEW = 8

/**
 * Wakes what waits in PostgreSQL, in any process that works. Only a nudge: whatever is lost here
 * the sweepers find. Lives in PostgreSQL, or in Redis where there is one.
 */
export async function createQueue({ databaseUrl, redisUrl, log }: Options): Promise<JobQueue> {
  const trouble = complain(log)
  const backend = redisUrl
    ? // Whoever has no Redis need not load its client.
      await (await import('./redis-backend.ts')).redisBackend(redisUrl, trouble)
    : await postgresBackend(databaseUrl, trouble)
  const kinds = {
    conversation: createKind('conversation', { backend, log }),
    outbox: createKind('outbox', { backend, log }),
    effects: createKind('effects', { backend, log }),
  }
  const timers = createTimers({ backend, log })
  const all = Object.values(kinds)
  let closing: Promise<void> | undefined

  async function close(withinMs: number) {
    const finished = Promise.all([timers.finish(), ...all.map((kind) => kind.finish())])
    // What is still in hand then is given to another process, once its lock has run out.
    await Promise.race([finished, pause(withinMs, undefined, { ref: false })])
    // Connections that end are no trouble now.
    trouble.silence()
    await Promise.all([timers.close(), ...all.map((kind) => kind.close())])
    await backend.close()
  }

  return {
    wake: {
      conversation: kinds.conversation.wake,
      outbox: kinds.outbox.wake,
      effects: () => kinds.effects.wake(0),
    },
    work({ conversation, outbox, effects, concurrency }) {
      kinds.conversation.work(conversation, concurrency)
      kinds.outbox.work(outbox, concurrency)
      kinds.effects.work(effects, 1)
    },
    every: (name, everyMs, run) => timers.every(name, everyMs, run),
    async counts() {
      const [conversation, outbox, effects] = await Promise.all([
        kinds.conversation.counts(),
        kinds.outbox.counts(),
        kinds.effects.counts(),
      ])
      return { conversation, outbox, effects }
    },
    close: (withinMs = 7000) => (closing ??= close(withinMs)),
  }
}

function createKind(name: Kind, { backend, log }: { backend: Backend; log: Options['log'] }) {
  const queue = backend.queue(name)
  const nudges = createNudges({
    log,
    async send(ids) {
      const jobs = inChunks(ids).map((chunk) => ({ name, data: { ids: chunk } }))
      if (jobs.length > FEW) await queue.addBulk(jobs)
      else await Promise.all(jobs.map(({ data }) => queue.add(name, data)))
    },
  })
  let crew: Crew | undefined
  return {
    wake: nudges.add,
    work(run: (id: number) => Promise<unknown>, concurrency: number) {
      const runner = createRunner({ run, concurrency, wakeAgain: nudges.add, log })
      crew = backend.worker(name, ({ ids = [] }) => runner.runAll(ids), concurrency)
    },
    async counts() {
      const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active')
      return { waiting, active }
    },
    finish: async () => crew?.finish(),
    async close() {
      await crew?.leave()
      await nudges.close()
      await queue.close()
    },
  }
}

function inChunks(ids: number[]) {
  const count = Math.ceil(ids.length / IDS_PER_JOB)
  return Array.from({ length: count }, (_, n) => ids.slice(n * IDS_PER_JOB, (n + 1) * IDS_PER_JOB))
}

/** An outage says the same thing many times a second: once in ten is enough. */
function complain(log: Options['log']) {
  let quietUntilMs = 0
  return {
    onError(err: Error) {
      if (Date.now() < quietUntilMs) return
      quietUntilMs = Date.now() + 10_000
      log.warn({ err }, 'the queue has trouble; it goes on by itself')
    },
    silence() {
      quietUntilMs = Infinity
    },
  }
}
