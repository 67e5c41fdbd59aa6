import type { Topics } from '../domain/chats/topics.ts'
import type { Inbound } from '../domain/messages/inbound.ts'
import type { FileRef, Message } from '../domain/messages/message.ts'
import type { ChannelName } from '../domain/tables.ts'

/**
 * One account on one channel. A door carries: it turns what the channel says into `Heard`,
 * and a message into whatever the channel wants. It decides nothing and remembers nothing
 * that must survive.
 */
export type Door = {
  channel: ChannelName
  accountId: number
  /** How the line to the channel is, for `/health`. Says what is known; asks nobody. */
  health: () => DoorHealth
  /** What this channel allows; the outbox keeps to it. */
  pace: { perSecond: number; burst: number }
  /** Edited messages replace progress; a channel without them gets only the last one. */
  canEdit: boolean
  /** Emojis go on messages here; a door without is never given a `reaction`. */
  canReact?: true
  /** Its groups may have topics. */
  topics?: Topics
  /** Free words are taken only while the customer's window is open, templates always. */
  hasWindow?: true
  /**
   * Sends one message (at most one text of 4,096 characters and one file) and resolves with the
   * channel's id for it, once the channel has taken it. Throws `Unreachable` (with `retryAfterMs`
   * where the channel says so), `Rejected` (`code` is the channel's) or `OutcomeUnknown`.
   * `key` names this very message of ours, the same at every try: a channel whose ids we may
   * choose makes its id from it, so that what is repeated is the same message to whoever gets it.
   */
  send: (
    chat: string,
    message: Message,
    signal: AbortSignal,
    key?: string,
  ) => Promise<{ providerId: string }>
  /**
   * `Rejected` with `too_old` where it can be changed no more: then it is sent. A channel may send
   * it anew by itself instead, and resolves with the new id.
   */
  edit: (
    chat: string,
    providerId: string,
    message: Message,
    signal: AbortSignal,
  ) => Promise<{ providerId: string }>
  /** Tells their phone that these messages of theirs were read. Best effort; may throw. */
  markRead?: (chat: string, providerIds: string[], signal: AbortSignal) => Promise<void>
  /** Shows that an answer is being written (to their message `to`), or no more. May throw. */
  showTyping?: (
    chat: string,
    typing: { on: boolean; to?: string },
    signal: AbortSignal,
  ) => Promise<void>
  /**
   * Removes a message a person should not have left lying about: a password. One that is gone
   * already is fine; one the channel will not remove is `Rejected`.
   */
  remove?: (chat: string, providerId: string) => Promise<void>
  /**
   * Bytes of a photo or file somebody sent, by `media.ref`. Throws `Unreachable`, or `Rejected`
   * where it is gone or larger than we take.
   */
  download?: (ref: string, signal: AbortSignal) => Promise<{ bytes: Uint8Array; mime: string }>
  /**
   * Resolves when the channel answered, or did not: a door keeps trying by itself, so that a
   * network that is down at start-up is a matter for `health`, not a reason to stop.
   */
  start: () => Promise<void>
  /** Stops listening; what was heard before has been written down when this resolves. */
  stop: () => Promise<void>
}

export type DoorHealth = { state: 'healthy' | 'degraded' | 'down'; detail?: string }

/** One thing the channel said, ready for the inbox. */
export type Heard = {
  accountId: number
  /** Where an answer goes, as the door's `send` takes it: opaque to everybody else. */
  chat: string
  /** Unique within account and chat; a repeat is dropped by the inbox. */
  providerId: string
  inbound: Inbound
  raw: unknown
}

/** Writes all of them down in one commit and resolves then: only now may the provider be answered. */
export type WriteDown = (heard: Heard[]) => Promise<void>

/** Reads a stored file for a door that sends it. */
export type ReadFile = (file: FileRef) => Promise<Uint8Array>

/** A raw web request to a door, and its answer; the web adapter does the rest. */
export type WebhookRequest = {
  method: 'GET' | 'POST'
  query: Record<string, string>
  headers: Record<string, string>
  /** Exactly the bytes that came, for signatures. */
  body: Buffer
}
export type WebhookAnswer = { status: number; body?: string; type?: string }
export type Webhook = (request: WebhookRequest) => Promise<WebhookAnswer>
