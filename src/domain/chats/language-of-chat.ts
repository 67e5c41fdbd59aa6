import type { Deps } from '../deps.ts'
import type { Language } from '../people/person.ts'
import { selectLanguage } from './chat-queries.ts'

/** What a customer reads; Indonesian where nobody said. */
export async function languageOfChat(
  { db }: Pick<Deps, 'db'>,
  conversationId: number,
): Promise<Language> {
  return (await selectLanguage(db, conversationId)) ?? 'id'
}
