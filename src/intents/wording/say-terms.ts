import type { Language } from '../../domain/people/person.ts'
import { sayData, sayDuration } from './say-amount.ts'

/** What a voucher gives: on-line time, calendar life, data. Null: without limit. */
export type Terms = {
  onlineSeconds: number | null
  calendarSeconds: number | null
  dataBytes: number | null
}

const WORDS = {
  id: { within: 'berlaku', since: 'sejak login pertama', unlimited: 'tanpa batas waktu' },
  en: { within: 'valid', since: 'from the first login', unlimited: 'no time limit' },
}

/** "3 jam, berlaku 1 hari, 2 GB". */
export function sayTerms(terms: Terms, language: Language): string {
  const words = WORDS[language]
  const parts = [
    terms.onlineSeconds === null ? '' : sayDuration(terms.onlineSeconds, language),
    terms.calendarSeconds === null
      ? ''
      : `${words.within} ${sayDuration(terms.calendarSeconds, language)}`,
    terms.dataBytes === null ? '' : sayData(terms.dataBytes, language),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : words.unlimited
}

/** The same for somebody who holds the code: when does the clock start? */
export function sayValidity(terms: Terms, language: Language): string {
  const said = sayTerms(terms, language)
  return terms.calendarSeconds === null ? said : `${said} ${WORDS[language].since}`
}
