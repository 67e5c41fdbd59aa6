import type { Notice } from './notice.ts'

/** What is sent, in words that every channel can carry. */
export type Message = {
  /** At most 4,096 characters go in one message; doors split longer ones. */
  text: string
  /** Buttons where the channel has them, a numbered list where not. */
  choices?: Choice[]
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
