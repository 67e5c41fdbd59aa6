import type { FileRef } from '../messages/message.ts'
import type { TemplateVariable } from '../templates/template.ts'
import type { Broadcast, MetaChoice } from './broadcast.ts'

/** What the text of a broadcast may say of each reader. */
export const LETTER_VARIABLES: TemplateVariable[] = [
  { name: 'customer_name' },
  { name: 'business_name' },
]

/** What fills the places of a template of Meta: the same, and the text itself. */
export const META_VARIABLES = [...LETTER_VARIABLES.map(({ name }) => name), 'news']

/** The text at Meta that is made to carry a broadcast. */
export const META_KEY = 'broadcast.news'

/** What each reader gets; his name is put in when it is sent. */
export type BroadcastLetter = { text: string; file: FileRef | null; meta: MetaChoice | null }

/** One without a place for the text says something else altogether: nobody gets that. */
export function carriesNews(meta: MetaChoice | null): meta is MetaChoice {
  return meta !== null && meta.variables.includes('news')
}

export function letterOf({
  text,
  file,
  meta_template: meta,
}: Pick<Broadcast, 'text' | 'file' | 'meta_template'>): BroadcastLetter {
  return { text, file, meta: carriesNews(meta) ? meta : null }
}
