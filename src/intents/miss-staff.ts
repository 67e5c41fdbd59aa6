import { findOneInHand } from '../domain/chats/find-one-in-hand.ts'
import type { Deps } from '../domain/deps.ts'
import type { Reply } from './intent.ts'
import type { Turn } from './turn.ts'
import { words } from './wording/words.ts'

/** What the team is told that was not understood; most likely it was for the customer just taken. */
export async function missStaff(deps: Deps, turn: Turn): Promise<Reply> {
  const { core, chats } = words(turn)
  const customer = await findOneInHand(deps, turn.person.id)
  return { text: customer === undefined ? core.missStaff : chats.howToAnswer(customer) }
}
