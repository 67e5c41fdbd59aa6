import type { Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { listTakenChats, searchChats } from './chat-queries.ts'

/** The one customer chat that `#12`, a phone number or a name means. */
export async function findChat({ db }: Pick<Deps, 'db'>, query: string) {
  const id = /^#(\d{1,9})$/.exec(query.trim())?.[1]
  const phone = readPhone(query)
  const found = await searchChats(
    db,
    id !== undefined
      ? { id: Number(id) }
      : phone !== undefined
        ? { phone }
        : { name: query.trim() },
  )
  const [first] = found
  if (!first || found.length > 1) throw new Refusal('chat.unknown', { query })
  return first
}

export function listChatsWithPeople({ db }: Pick<Deps, 'db'>) {
  return listTakenChats(db)
}
