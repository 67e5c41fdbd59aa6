import type { BroadcastLetter } from '../../domain/broadcasts/letter.ts'
import type { Language } from '../../domain/people/person.ts'
import { fillMetaTemplate, readMetaText } from '../../domain/templates/meta-template.ts'
import { renderTemplate } from '../../domain/templates/template.ts'
import type { TemplateBook } from '../../domain/templates/template-book.ts'
import type { Reply } from '../intent.ts'
import { everyReader, type Reader } from './templates/word-template.ts'

type Said = { language: Language; reader: Reader; book: TemplateBook }

/** A broadcast as one of its readers gets it. */
export function wordLetter(
  { text, file, meta }: BroadcastLetter,
  { language, reader, book }: Said,
): Reply & { text: string } {
  const said = renderTemplate(text, everyReader(language, reader, book))
  const values = meta && { ...everyReader(meta.language, reader, book), news: said }
  return {
    text: said,
    ...(file && { file }),
    ...(meta && values && { outsideWindow: fillMetaTemplate(meta, values) }),
  }
}

/** The words of Meta's template with the broadcast in them, as who was silent for a day reads them. */
export function wordStandIn(letter: BroadcastLetter, said: Said): string | null {
  const { meta } = letter
  if (!meta || letter.text === '') return null
  const news = wordLetter(letter, said).text
  return readMetaText(meta, { ...everyReader(meta.language, said.reader, said.book), news })
}
