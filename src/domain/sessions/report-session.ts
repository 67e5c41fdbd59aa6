import type { Deps } from '../deps.ts'

/** What whoever owns the socket has to say of it. */
export type SessionNews =
  /** `place`: the how-manieth of this pairing, from 1. */
  | { kind: 'qr'; code: string; place: number }
  | { kind: 'connecting' }
  /** `phone`: E.164 or digits, null where the channel does not say. `firstTime`: just paired. */
  | { kind: 'open'; phone: string | null; firstTime: boolean }
  /** `againInMs`: when it is tried again; null: not by itself. */
  | { kind: 'closed'; code: number; reason: string; againInMs: number | null }
  | { kind: 'pairing_expired' }
  | { kind: 'logged_out' }
  | { kind: 'replaced' }
  | { kind: 'banned'; reason: string }
  | { kind: 'restricted'; until: Date | null; reason: string }
  | { kind: 'capped'; level: 'first' | 'second' | 'capped' }
  | { kind: 'slow_down'; forMs: number }
  | { kind: 'bad_keys' }

export type ReportDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'log' | 'documents' | 'files'> & {
  correlation?: string
}

/**
 * Writes down how a number is and tells the team what it has to know. Safe to repeat. With a
 * `fence`, what an owner says after it lost the session changes nothing.
 */
export async function reportSession(
  _deps: ReportDeps,
  _report: { accountId: number; news: SessionNews; fence?: number },
): Promise<void> {}
