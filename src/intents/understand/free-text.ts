import { readFixedWord, readOptWord } from './fixed-words.ts'

/** Words of somebody's own: no command, no tap, no number, none of the words that always work. */
export function isFreeText({
  text,
  tap,
  media,
  referral,
}: {
  text: string
  tap?: string
  media?: object
  referral?: object
}): boolean {
  if (tap !== undefined || media || referral) return false
  const words = text.trim()
  if (words === '' || words.startsWith('/') || /^\d{1,2}[.)]?$/.test(words)) return false
  return !readFixedWord(words) && !readOptWord(words)
}
