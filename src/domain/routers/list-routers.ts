import type { Deps } from '../deps.ts'
import { type RouterSummary, summarizeRouters } from './router-queries.ts'

/** Every router with its health, and how far it is from what it should have. */
export function listRouters({ db }: Pick<Deps, 'db'>): Promise<RouterSummary[]> {
  return summarizeRouters(db)
}
