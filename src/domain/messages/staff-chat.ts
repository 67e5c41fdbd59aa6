import type { Deps } from '../deps.ts'
import { selectStaffChat } from './message-queries.ts'

/** The private chat in which a member of the team types commands, if there is one. */
export function staffChatOf({ db }: Pick<Deps, 'db'>, personId: number) {
  return selectStaffChat(db, personId)
}
