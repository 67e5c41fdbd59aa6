import type { Deps } from '../deps.ts'
import { selectOwnerChats } from './chat-queries.ts'

/** The private chats of the owners: for what is theirs alone to put right. */
export function ownerChats({ db }: Pick<Deps, 'db'>) {
  return selectOwnerChats(db)
}
