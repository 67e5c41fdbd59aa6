/** What is said of our own numbers to whoever we write to. */
export type SendingNotices = {
  /** The first thing said from another number of ours; `from` null: nobody knows the old one. */
  'chat.moved_number': { from: string | null }
}
