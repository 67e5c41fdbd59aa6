import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { listTakenChats, searchChats } from './chat-queries.ts'

/** The one customer chat that a name or number means. */
export async function findChat({ db }: Pick<Deps, 'db'>, query: string) {
  const found = await searchChats(db, query.trim())
  const [first] = found
  if (!first || found.length > 1) throw new Refusal('chat.unknown', { query })
  return first
}

export function listChatsWithPeople({ db }: Pick<Deps, 'db'>) {
  return listTakenChats(db)
}
