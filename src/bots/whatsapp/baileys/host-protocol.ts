import type { Wanted } from '../../../domain/sessions/lease-session.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import type { SessionNow } from './session.ts'

// What the process with the business and the one with the sockets say to each other.

export type Verb = 'send' | 'edit' | 'markRead' | 'showTyping' | 'download'

/** To the host of sessions. */
export type Order =
  /**
   * All of its numbers and what is wanted of each; how far business time is ahead. Said again and
   * again.
   */
  | { kind: 'want'; wanted: Wanted[]; aheadMs: number }
  | { kind: 'call'; id: number; accountId: number; verb: Verb; given: unknown[] }
  | { kind: 'abort'; id: number }
  /** The news of that id is written down. */
  | { kind: 'noted'; id: number }
  | { kind: 'stop' }

/** From it. */
export type HostNews =
  /** `owner`: what it calls itself in the leases. */
  | { kind: 'ready'; owner: string }
  | { kind: 'now'; accountId: number; now: SessionNow }
  /** It has the session no more. */
  | { kind: 'gone'; accountId: number }
  | { kind: 'news'; id: number; accountId: number; fence: number; news: SessionNews }
  | { kind: 'wake'; conversationIds: number[]; statuses: boolean }
  | { kind: 'answer'; id: number; ok: true; value: unknown }
  | { kind: 'answer'; id: number; ok: false; fault: Fault }
  /** It cannot work here at all: a library is missing. */
  | { kind: 'useless'; reason: string }
  | { kind: 'stopped' }

export type Fault = { name: string; message: string; code?: string; retryAfterMs?: number }

/** The two ends of a line to a host, in this process or another. */
export type HostLink = {
  tell: (order: Order) => void
  /** Called once, when the host is gone, however it went. */
  onEnd: (listener: (reason: string) => void) => void
  onNews: (listener: (news: HostNews) => void) => void
  /** Ends it, with its work done where there is time. */
  close: () => Promise<void>
}
