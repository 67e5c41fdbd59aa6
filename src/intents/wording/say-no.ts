import type { Language } from '../../domain/people/person.ts'
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import { wordsIn } from './words.ts'

/** The sentence of a refusal. Every code has one in every language, or this does not compile. */
export function sayNo<Code extends RefusalCode>(
  { code, details }: Refusal<Code>,
  language: Language,
) {
  return wordsIn(language).refusals[code](details)
}
