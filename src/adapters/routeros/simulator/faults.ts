/** What can go wrong on the way to a router. All off at first; changed while it runs. */
export type Faults = {
  /** What happens to a new connection: served, closed at once, or left in silence. */
  accept: 'serve' | 'close' | 'silence'
  /** Commands are read and never answered, whether they took effect or not. */
  stall: 'no' | 'unapplied' | 'applied'
  /** After so many more commands, the last one applied but not answered, the connection dies. */
  dropAfter: number | null
  dropWith: 'fin' | 'rst' | 'fatal'
  maxSessions: number
  /** Whether it says `!done` to a reboot before it goes. */
  answersReboot: boolean
  /** Before every so many replies comes one that nobody waits for, in turn untagged and mistagged. */
  strayEvery: number | null
  /** Replies leave in pieces of 1 to `largest` bytes, cut and merged at any byte. */
  chunks: { seed: number; largest: number } | null
  tag: 'first' | 'last' | 'mixed'
  category: 'always' | 'never' | 'mixed'
  /** Commands that begin so are answered with this trap. */
  trap: { command: string; message: string; category?: number } | null
}

export const NO_FAULTS: Faults = {
  accept: 'serve',
  stall: 'no',
  dropAfter: null,
  dropWith: 'fin',
  maxSessions: 20,
  answersReboot: false,
  strayEvery: null,
  chunks: null,
  tag: 'mixed',
  category: 'mixed',
  trap: null,
}

/** The same numbers for the same seed: 0 up to, not including, `below`. */
export function seededDice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
