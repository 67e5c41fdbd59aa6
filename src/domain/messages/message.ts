import type { Notice } from './notice.ts'

/** What is sent, in words that every channel can carry. */
export type Message = {
  /** At most 4,096 characters go in one message; doors split longer ones. */
  text: string
  /** Buttons where the channel has them, a numbered list where not. */
  choices?: Choice[]
  file?: FileRef
  /** Provider id of the message in this chat that it answers; quoted where the channel can. */
  replyTo?: string
  /** Puts an emoji on a message of this chat and says nothing else; '' takes it away. */
  reaction?: { to: string; emoji: string }
  /** What Meta has approved for the same news: what goes where free words are not taken. */
  outsideWindow?: Template
  /** Goes as this template and as nothing else. The text says the same, for the log. */
  template?: Template
}

/** One of Meta's templates with its values, in the order of `{{1}}`, `{{2}}` … */
export type Template = {
  name: string
  /** As Meta writes it: `id`, `en_US`. */
  language: string
  values: string[]
  /** For a header of its own: a document or picture. */
  file?: FileRef
}

/** `key` is what a tap sends back: `<question id>.<number>`, at most 64 bytes. */
export type Choice = { key: string; label: string }

/** A stored file, by its key in `deps.files`. Pictures are shown, everything else is a document. */
export type FileRef = { key: string; name: string; mime: string }

export type OutgoingContent = { message: Message } | { notice: Notice }

/** Lower goes first when a session is short of pace; within a chat order always wins. */
export const PRIORITY = { high: 1, normal: 5, low: 9 } as const
export type Priority = keyof typeof PRIORITY

/**
 * What kind of word it is. An `answer` of the bot goes unsaid once a person has the chat; `service`
 * is what somebody paid for or must know; a `reminder` and `promo` wait for the day and stop with
 * opting out. A `person` of the team wrote it himself.
 */
export type Sort = 'answer' | 'person' | 'service' | 'reminder' | 'promo'
