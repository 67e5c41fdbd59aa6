import { isFreeText } from '../intents/understand/free-text.ts'
import type { WaitingTurn } from './conversation-queries.ts'

/** Nobody who goes on writing waits longer than this. */
const LONGEST_MS = 6_000

/** From the team they may be a PIN, and are looked at by themselves. */
const SIX_DIGITS = /^\s*\d{6}\s*$/

export type Burst = {
  /** What was written in one go, in order. */
  text: string
  inboxIds: number[]
  /** Above zero: they may still be writing. */
  waitMs: number
}

/**
 * People send one thought in several messages. `turns` is what waits in a chat, the first being
 * free text; it and the free texts right behind it are read as one. A command, a tap or a fixed
 * word behind them ends the thought, and ends the waiting too. After `quietMs` of silence it is
 * finished in any case.
 */
export function readBurst(
  turns: WaitingTurn[],
  { quietMs, ofTeam }: { quietMs: number; ofTeam: boolean },
): Burst {
  const ends = (turn: WaitingTurn) => !isFree(turn) || (ofTeam && SIX_DIGITS.test(textOf(turn)))
  const end = turns.findIndex((turn, place) => place > 0 && ends(turn))
  const burst = end === -1 ? turns : turns.slice(0, end)
  const ages = burst.map(({ age_ms }) => age_ms)
  const left = Math.min(quietMs - Math.min(...ages), LONGEST_MS - Math.max(...ages))
  return {
    text: burst.map(textOf).join('\n'),
    inboxIds: burst.map(({ id }) => id),
    waitMs: end === -1 ? Math.max(0, Math.ceil(left)) : 0,
  }
}

function isFree({ inbound }: WaitingTurn) {
  return inbound.kind === 'message' && isFreeText(inbound)
}

function textOf({ inbound }: WaitingTurn) {
  return inbound.kind === 'message' ? inbound.text : ''
}
