/** One word of a message: as written, and as meant. */
export type Word = {
  raw: string
  /** What readers match; empty for words that say nothing. May be several words. */
  plain: string
  /** Where it stands in the message. */
  from: number
  to: number
  /** Where its plain form stands in `Words.plain`. */
  at: number
  /** The place it names, if it names one. */
  place?: { name: string; town: boolean; alsoWord: boolean }
}

/** Stands for a place in plain text. */
export const PLACE = '§'
