import type { Deps } from '../deps.ts'
import { lastChats, openChats } from './customer-queries.ts'

/**
 * Where each of these customers is told things: the chat he last wrote in. Somebody who never
 * wrote and whose number we know gets a chat of his own; who has neither is missing here.
 */
export async function customerChats(
  { db }: Pick<Deps, 'db'>,
  personIds: number[],
): Promise<Map<number, number>> {
  if (personIds.length === 0) return new Map()
  const known = await lastChats(db, personIds)
  const chats = new Map(known.map(({ person_id, id }) => [person_id, id]))
  const missing = personIds.filter((id) => !chats.has(id))
  if (missing.length === 0) return chats
  for (const { person_id, id } of await openChats(db, missing)) chats.set(person_id, id)
  return chats
}
