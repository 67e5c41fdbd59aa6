import { readFileSync } from 'node:fs'
import type { Language } from '../../../domain/people/person.ts'
import { declared, type TemplateKey } from './declared.ts'

/**
 * The texts as they come with the program: one file for each key and language. Read once, when
 * the program starts, so that a missing one is found then.
 */
const texts: Record<Language, Map<string, string>> = { id: readAll('id'), en: readAll('en') }

export function defaultText(key: TemplateKey, language: Language): string {
  return texts[language].get(key) ?? ''
}

function readAll(language: Language) {
  return new Map(
    Object.keys(declared).map((key) => {
      const file = new URL(`./${language}/${key}.md`, import.meta.url)
      return [key, readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()] as const
    }),
  )
}
