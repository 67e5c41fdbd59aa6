import type { Language } from '../../domain/people/person.ts'
import { documents as english } from '../../intents/wording/en/documents.ts'
import { documents as indonesian } from '../../intents/wording/id/documents.ts'

export function documentWords(language: Language) {
  return language === 'id' ? indonesian : english
}
