import type { Deps } from '../deps.ts'
import type { Message } from '../messages/message.ts'
import { renderTemplate, type TemplateVariable } from '../templates/template.ts'
import type { Broadcast } from './broadcast.ts'

/** What the text of a broadcast may say of each reader. */
export const LETTER_VARIABLES: TemplateVariable[] = [{ name: 'customer_name', optional: true }]

export type Letter = Message & { personId: number }

/** The text as each of them reads it. */
export async function wordLetters(
  { db }: Pick<Deps, 'db'>,
  { text, file, meta_template: meta }: Pick<Broadcast, 'text' | 'file' | 'meta_template'>,
  personIds: number[],
): Promise<Letter[]> {
  if (personIds.length === 0) return []
  const people = await db
    .selectFrom('people')
    .where('id', 'in', personIds)
    .select(['id', 'name'])
    .execute()
  return people.map(({ id, name }) => {
    const values = { customer_name: name ?? '' }
    const filled = (variable: string) => (values as Record<string, string>)[variable] ?? '-'
    return {
      personId: id,
      text: renderTemplate(text, values),
      ...(file && { file }),
      ...(meta && {
        outsideWindow: {
          name: meta.name,
          language: meta.language,
          values: meta.variables.map(filled),
        },
      }),
    }
  })
}
