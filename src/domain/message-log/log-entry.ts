import type { Inbound } from '../messages/inbound.ts'
import type { OutgoingContent, Sort } from '../messages/message.ts'
import type { Language } from '../people/person.ts'

/** Whose log it is: everything said with one person, wherever; or in one chat of nobody known yet. */
export type LogOwner = {
  personId: number | null
  customer: string | null
  phone: string | null
  /** Notices are worded as they read them. */
  language: Language
  conversationIds: number[]
  /** One of them, for what is audited and for the buttons. */
  conversationId: number
}

/** What became of one of ours. */
export type LogFate = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | 'dropped'

/** A place in a log; pages are cut by it, so that nothing is shown twice while more is said. */
export type LogPlace = { at: string; side: 0 | 1; id: number }

/** One thing that was said. */
export type LogEntry = {
  at: Date
  place: LogPlace
  /** Which of our numbers or bots. */
  line: string
} & (
  | {
      from: 'customer'
      inbound: Extract<Inbound, { kind: 'message' | 'edit' | 'stub' | 'reaction' }>
      /** They changed it later, or took it back. */
      edited: boolean
      revoked: boolean
      /** What a reaction is on, where it is still known. */
      on: Said | null
    }
  | { from: 'phone'; text: string }
  | {
      from: 'us'
      /** Who of the team wrote it, where that is known. */
      by: string | null
      sort: Sort
      content: OutgoingContent
      on: Said | null
      fate: LogFate
      /** As it was kept: a short code first, where there is one. */
      error: string | null
    }
)

/** A message that is pointed at: theirs, or one of ours. */
export type Said = { inbound: Inbound } | { content: OutgoingContent }

/** The short code that an error of the outbox begins with; undefined where it is a sentence alone. */
export function errorCode(error: string): string | undefined {
  return /^([a-z][a-z0-9_]*|\d{3,7})(?= · |$)/.exec(error)?.[1]
}
