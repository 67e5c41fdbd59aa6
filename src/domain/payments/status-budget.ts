import type { StatusBudget } from './gateway.ts'

/** What is left of a gateway's patience. */
export type Patience = {
  /** Below zero: so many are waiting for their turn. */
  tokens: number
  countedAt: Date
  backgroundAt: Date | null
  refusals: number
  blockedUntil: Date | null
}

/** `turn` is a place in the queue: ask then, and no sooner; nothing more is taken from anybody. */
export type Permission =
  | { kind: 'ask'; patience: Patience }
  | { kind: 'turn'; patience: Patience; at: Date }
  | { kind: 'wait'; waitMs: number }

const FIRST_PAUSE_MS = 15 * 60_000
/** About how long Duitku stays offended. */
const LONGEST_PAUSE_MS = 60 * 60_000

export function freshPatience(budget: StatusBudget, now: Date): Patience {
  return {
    tokens: budget.burst,
    countedAt: now,
    backgroundAt: null,
    refusals: 0,
    blockedUntil: null,
  }
}

/**
 * May one more question be asked? Those somebody waits for queue up, so that a thousand paid at
 * once are all asked about in a thousand seconds; those nobody waits for try again later.
 */
export function spendQuestion(
  budget: StatusBudget,
  patience: Patience,
  { now, background }: { now: Date; background: boolean },
): Permission {
  const blockedMs = msUntil(patience.blockedUntil, now)
  if (blockedMs > 0) return { kind: 'wait', waitMs: blockedMs }

  if (background) {
    const { backgroundAt } = patience
    const due = backgroundAt && new Date(backgroundAt.getTime() + budget.backgroundSeconds * 1000)
    const waitMs = msUntil(due, now)
    return waitMs > 0
      ? { kind: 'wait', waitMs }
      : { kind: 'ask', patience: { ...patience, backgroundAt: now } }
  }

  const elapsedMs = Math.max(now.getTime() - patience.countedAt.getTime(), 0)
  const filled = Math.min(budget.burst, patience.tokens + (elapsedMs / 1000) * budget.perSecond)
  const spent = { ...patience, tokens: filled - 1, countedAt: now }
  if (spent.tokens >= 0) return { kind: 'ask', patience: spent }
  const waitMs = Math.ceil((-spent.tokens / budget.perSecond) * 1000)
  return { kind: 'turn', patience: spent, at: new Date(now.getTime() + waitMs) }
}

/** The gateway said "too often": silence at once, longer every time it says so again. */
export function afterRefusal(
  patience: Patience,
  { now, retryAfterMs }: { now: Date; retryAfterMs: number },
): Patience {
  // Several were asking when it lost patience: one refusal, however often it says so.
  if (msUntil(patience.blockedUntil, now) > 0) return patience
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** patience.refusals, LONGEST_PAUSE_MS)
  return {
    ...patience,
    refusals: patience.refusals + 1,
    blockedUntil: new Date(now.getTime() + Math.max(pauseMs, retryAfterMs)),
  }
}

function msUntil(instant: Date | null, now: Date) {
  return instant ? instant.getTime() - now.getTime() : 0
}
