import type { Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { listTakenChats, searchChats } from './chat-queries.ts'

/** The customer chats that `#12`, a phone number or a name may mean: one of each customer. */
export async function findChats({ db }: Pick<Deps, 'db'>, query: string) {
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
  const [first, ...others] = found
  if (!first) throw new Refusal('chat.unknown', { query })
  return { first, others }
}

export function listChatsWithPeople({ db }: Pick<Deps, 'db'>) {
  return listTakenChats(db)
}
