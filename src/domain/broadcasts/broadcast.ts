import type { SentFile } from '../media/sent-file.ts'
import type { FileRef } from '../messages/message.ts'
import type { Language } from '../people/person.ts'
import type { LeadStage } from '../tables.ts'

/**
 * `waiting`: for a second person. `paused` may go on; `stopped`, `declined` and `done` are the end.
 */
export type BroadcastState =
  | 'draft'
  | 'waiting'
  | 'scheduled'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'done'
  | 'declined'

/** Who is meant: everybody whom each part names. Staff and who was merged are never meant. */
export type Segment = { parts: SegmentPart[] }

/** A customer's tier of loyalty would be one more of these, once there are tiers. */
export type SegmentPart =
  /** Who is known as a customer: has a line, bought something, or was brought in. */
  | { by: 'customers' }
  | { by: 'unpaid'; overdueOnly: boolean }
  | { by: 'isolated' }
  /** Has a line of it, or bought a voucher of it. */
  | { by: 'package'; packageId: number }
  | { by: 'router'; routerId: number }
  /** Bought a voucher in so many days. */
  | { by: 'bought'; withinDays: number }
  | { by: 'stage'; stage: LeadStage }
  /** Asked about it, or was sent its brochure. */
  | { by: 'departure'; departureId: number }
  | { by: 'tag'; tag: string }
  | { by: 'resellers' }

export type SegmentKind = SegmentPart['by']

/** Which of Meta's templates stands in where free words are not taken, and what fills its places. */
export type MetaChoice = { name: string; language: Language; variables: string[]; body: string }

export type Broadcast = {
  id: number
  text: string
  file: FileRef | null
  /** Sent along, and still being fetched. */
  file_asked: SentFile | null
  meta_template: MetaChoice | null
  segment: Segment
  state: BroadcastState
  created_by: number
  creator: string | null
  /** Who wrote on the draft last; null: nobody since it was made. */
  changed_by: number | null
  started_by: number | null
  conversation_id: number
  /** Of the one message that shows it there. */
  slot: string
  send_at: Date | null
  approved_by: number | null
  started_at: Date | null
  finished_at: Date | null
  paused_because: PauseReason | null
  created_at: Date
}

/**
 * Why it paused by itself. `spam_limit`: Meta found it too much; `restricted`, `banned`: a number
 * that it was going out from; `starter_left`: who sends it is not of the team any more.
 */
export type PauseReason = 'spam_limit' | 'restricted' | 'banned' | 'starter_left'

/** How far it is, and what became of those who should have it. All but `total` add up to it. */
export type BroadcastCount = {
  total: number
  waiting: number
  /** In the outbox, not out yet. */
  queued: number
  /** Taken by the channel, and of these: arrived, read. */
  sent: number
  delivered: number
  read: number
  failed: number
  /** Nothing was tried: they wrote "stop", have no number … */
  skipped: number
  /** Skipped or failed, by why: `opted_out`, `no_chat`, `window_closed` … */
  reasons: Record<string, number>
}

/** Which steps are open from here. */
export const ALLOWED = {
  change: ['draft'],
  discard: ['draft'],
  start: ['draft'],
  approve: ['waiting'],
  decline: ['waiting'],
  pause: ['sending', 'scheduled'],
  resume: ['paused'],
  stop: ['waiting', 'scheduled', 'sending', 'paused'],
} as const satisfies Record<string, readonly BroadcastState[]>
export type BroadcastStep = keyof typeof ALLOWED
