import type { Deps } from '../deps.ts'
import { phoneOf } from './customer-queries.ts'
import type { Phone } from './phone.ts'

/** The number somebody writes from; null where his channel hides it. */
export function findPhone({ db }: Pick<Deps, 'db'>, personId: number): Promise<Phone | null> {
  return phoneOf(db, personId)
}
