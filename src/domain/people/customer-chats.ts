import type { Deps } from '../deps.ts'
import { chooseSessions } from '../sending/choose-session.ts'
import { lastChats, openChats, phonesOf } from './customer-queries.ts'

/**
 * Where each of these customers is told things: the chat he last wrote in. Somebody who never
 * wrote and whose number we know gets a chat of his own, on whichever of our numbers has room; so
 * does who wrote to a number that is lost. Who has neither is missing here.
 */
export async function customerChats(
  deps: Pick<Deps, 'db' | 'now'>,
  personIds: number[],
): Promise<Map<number, number>> {
  if (personIds.length === 0) return new Map()
  const { db } = deps
  const known = await lastChats(db, personIds)
  const chats = new Map(known.map(({ person_id, id }) => [person_id, id]))
  const lost = new Set(known.flatMap((one) => (one.lost ? [one.person_id] : [])))
  const missing = personIds.filter((id) => !chats.has(id) || lost.has(id))
  if (missing.length === 0) return chats

  const phones = await phonesOf(db, [...new Set(missing)])
  const sessions = await chooseSessions(deps, phones.length)
  // Two people with one number, or no number of ours: each must go by itself, or not at all.
  const wanted = new Map<string, { personId: number; phone: string; accountId: number }>()
  for (const [place, one] of phones.entries()) {
    const accountId = sessions[place]
    if (accountId !== undefined) wanted.set(`${accountId}:${one.phone}`, { ...one, accountId })
  }
  for (const { person_id, id } of await openChats(db, [...wanted.values()]))
    chats.set(person_id, id)
  return chats
}
