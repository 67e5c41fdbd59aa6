import type { Deps } from '../deps.ts'
import { releaseChats } from './chat-queries.ts'

/** Somebody is gone: the customers they answered wait for anybody of the team, not for the bot. */
export function leaveChats({ db }: Pick<Deps, 'db'>, personId: number) {
  return releaseChats(db, personId)
}
