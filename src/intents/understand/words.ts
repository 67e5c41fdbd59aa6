import { markPlaces, splitWords } from './split-words.ts'
import { mergeNumbers, mergePhrases } from './merge-words.ts'
import type { Word } from './word.ts'
import { normalise } from './word-meaning.ts'

/**
 * A message made plain: lower case, short forms written out, numbers in digits, one space
 * between words; `,` `.` `?` are pauses, `§` stands for a place.
 */
export type Words = { text: string; words: Word[]; plain: string }

/** Longer messages are pasted, and say what they say at the beginning. */
const LONGEST = 4_000

export function readWords(written: string): Words {
  const text = written.slice(0, LONGEST).normalize('NFKC')
  const split = splitWords(text)
  const words = mergePhrases(mergeNumbers(markPlaces(split).map(normalise)))
  let plain = ''
  for (const word of words) {
    if (word.plain === '') continue
    if (plain !== '') plain += ' '
    word.at = plain.length
    plain += word.plain
  }
  return { text, words, plain }
}

/** The words of the message, as written, behind a stretch of `plain`. */
export function asWritten({ text, words }: Words, from: number, to: number): string {
  const inside = words.filter(({ plain, at }) => plain !== '' && at >= from && at < to)
  const [first] = inside
  const last = inside.at(-1)
  return first && last ? text.slice(first.from, last.to) : ''
}
