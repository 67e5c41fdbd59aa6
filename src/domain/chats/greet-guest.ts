import type { Deps } from '../deps.ts'
import { insertGuest } from './topic-queries.ts'

/** Somebody writes in a topic who may not answer customers. True the first time: he is told once. */
export function greetGuest(
  { db }: Pick<Deps, 'db'>,
  { topicId, personId }: { topicId: number; personId: number },
) {
  return insertGuest(db, topicId, personId)
}
