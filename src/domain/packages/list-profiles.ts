import type { Deps } from '../deps.ts'
import { knownProfiles } from './package-queries.ts'

/** Hotspot profiles that our routers offer, as last read. */
export function listProfiles({ db }: Pick<Deps, 'db'>): Promise<string[]> {
  return knownProfiles(db)
}
