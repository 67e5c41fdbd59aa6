import type { Deps } from '../../domain/deps.ts'
import type { Language } from '../../domain/people/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { listMetaTemplates } from '../../domain/templates/find-meta-templates.ts'
import type { MetaRow } from '../../domain/templates/meta-queries.ts'
import { renderTemplate } from '../../domain/templates/template.ts'
import type { Argument } from '../intent.ts'
import { declared, isTemplateKey, type TemplateKey } from '../wording/templates/declared.ts'
import { rare } from './package-arguments.ts'

export const languages: Language[] = ['id', 'en']
export const allKeys = Object.keys(declared).filter(isTemplateKey)

export const keyArgument: Argument = rare(
  'kunci',
  ['key', 'template'],
  'Template yang mana?',
  'Which template?',
)
export const languageArgument: Argument = rare(
  'bahasa',
  ['language', 'lang'],
  'Bahasa apa?',
  'Which language?',
)

/** By its key, its title in either language, or the name it has at Meta. */
export function readKey(typed: string): TemplateKey {
  const wanted = typed.trim().toLowerCase()
  const found = allKeys.find(
    (key) =>
      key === wanted ||
      key.replaceAll('.', '_') === wanted ||
      languages.some((language) => declared[key].title[language].toLowerCase() === wanted),
  )
  if (!found) throw new Refusal('template.unknown', { key: typed, known: allKeys })
  return found
}

const LANGUAGE_WORDS: Record<string, Language> = {
  id: 'id',
  indonesia: 'id',
  indonesian: 'id',
  en: 'en',
  inggris: 'en',
  english: 'en',
}

export function readLanguage(typed: string | undefined): Language | undefined {
  return typed === undefined ? undefined : LANGUAGE_WORDS[typed.trim().toLowerCase()]
}

/** How it reads, with a value for everything. */
export function previewOf(key: TemplateKey, language: Language, text: string): string {
  return renderTemplate(text, examplesOf(key, language))
}

export function examplesOf(key: TemplateKey, language: Language): Record<string, string> {
  return Object.fromEntries(
    declared[key].variables.map(({ name, example }) => [name, example[language]]),
  )
}

/** How the newest of each text and language stands at Meta. */
export async function newestAtMeta(deps: Pick<Deps, 'db'>): Promise<MetaRow[]> {
  const seen = new Set<string>()
  return (await listMetaTemplates(deps)).filter(({ key, language }) => {
    const place = `${key}:${language}`
    return !seen.has(place) && Boolean(seen.add(place))
  })
}
