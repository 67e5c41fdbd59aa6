import type { Deps } from '../deps.ts'
import { Rejected, Unreachable } from '../fault.ts'
import {
  claimEffects,
  type ClaimedEffect,
  finishEffect,
  postponeEffect,
  renewEffect,
} from './effect-queries.ts'
import { type EffectKind, type EffectPayloads, type Lane, LANE_OF, PLACES } from './effect.ts'

/** What does each kind of work. Safe to repeat; throws the faults of `fault.ts`. */
export type EffectHandlers = {
  [Kind in EffectKind]: (
    deps: Deps,
    payload: EffectPayloads[Kind],
    signal: AbortSignal,
  ) => Promise<void>
}

type Runner = {
  handlers: EffectHandlers
  /** Unlike any other runner alive. */
  owner: string
}

const DEADLINE_MS = 10 * 60_000
const RENEW_EVERY_MS = 2_000
const GIVE_UP_AFTER = 60

/**
 * Does what is due. One that fails is tried again later, longer apart each time; one that is
 * refused for good is put aside, kept and logged. A slow one holds its own place and no other, and a lane
 * whose places are all held keeps no other lane waiting.
 */
export function createEffects(deps: Deps, runner: Runner) {
  const active = new Map<Promise<void>, Lane>()
  let claiming: Promise<void> | undefined
  let again = false
  let stopped = false

  async function claim() {
    do {
      again = false
      const rooms = roomsBeside([...active.values()])
      if (rooms.length === 0 || stopped) return
      const claimed = await claimEffects(deps.db, { owner: runner.owner, rooms, at: deps.now() })
      for (const effect of claimed) {
        const work = runOne(inStory(deps, effect), runner, effect)
          // What became of it could not be written down: its claim runs out, and it is done again.
          .catch((err: unknown) => deps.log.error({ err, effect: effect.id }, 'an effect is stuck'))
          .finally(() => {
            active.delete(work)
            void nudge()
          })
        active.set(work, LANE_OF[effect.kind])
      }
    } while (again)
  }

  /** Looks for what is due; a nudge during a look makes it look once more. Never throws. */
  function nudge(): Promise<void> {
    again = true
    claiming ??= claim()
      .catch((err: unknown) => deps.log.error({ err }, 'could not look for effects'))
      .finally(() => {
        claiming = undefined
        // Nudged after the last look and before this line.
        if (again) void nudge()
      })
    return claiming
  }

  return {
    nudge,
    /** Takes nothing new and resolves when what is under way has ended. */
    async stop() {
      stopped = true
      await claiming
      while (active.size > 0) await Promise.all(active.keys())
    },
    /** Resolves when nothing is due and nothing is under way. For tests and tools. */
    async idle() {
      do {
        await nudge()
        await Promise.all(active.keys())
      } while (active.size > 0 || claiming)
    },
  }
}

/** The lanes that can take more while these are under way. */
function roomsBeside(active: Lane[]) {
  return (Object.keys(PLACES) as Lane[])
    .map((lane) => ({ lane, room: PLACES[lane] - active.filter((one) => one === lane).length }))
    .filter(({ room }) => room > 0)
}

/** What follows from an effect belongs to the story of the effect; one nobody set off begins its own. */
function inStory(deps: Deps, { id, correlation: given }: ClaimedEffect): Deps {
  const correlation = given ?? `effect-${id}`
  return { ...deps, correlation, log: deps.log.child({ correlation }) }
}

async function runOne(deps: Deps, { handlers, owner }: Runner, effect: ClaimedEffect) {
  const alive = setInterval(() => {
    renewEffect(deps.db, effect.id, owner).catch((err: unknown) =>
      deps.log.warn({ err, effect: effect.id }, 'could not keep an effect'),
    )
  }, RENEW_EVERY_MS)
  try {
    const handle = handlers[effect.kind] as (
      deps: Deps,
      payload: object,
      signal: AbortSignal,
    ) => Promise<void>
    await handle(deps, effect.payload, AbortSignal.timeout(DEADLINE_MS))
    await finishEffect(deps.db, { id: effect.id, owner, state: 'done', error: null })
  } catch (error) {
    await settle(deps, owner, effect, error)
  } finally {
    clearInterval(alive)
  }
}

async function settle(deps: Deps, owner: string, effect: ClaimedEffect, error: unknown) {
  const { id, kind, attempts } = effect
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Rejected || attempts >= GIVE_UP_AFTER) {
    deps.log.error({ err: error, effect: id, kind, attempts }, 'an effect was given up')
    await finishEffect(deps.db, { id, owner, state: 'dead', error: message })
    return
  }
  const waitMs =
    (error instanceof Unreachable ? error.retryAfterMs : undefined) ??
    Math.min(60_000, 500 * 2 ** Math.min(attempts, 8)) * (0.5 + Math.random())
  deps.log.warn({ err: error, effect: id, kind, attempts, waitMs }, 'an effect will be tried again')
  await postponeEffect(deps.db, { id, owner, waitMs, error: message })
  setTimeout(() => deps.wake.effects(), waitMs).unref()
}
