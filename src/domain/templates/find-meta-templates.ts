import type { Deps } from '../deps.ts'
import { approvedMetaRows, listMetaRows } from './meta-queries.ts'

/** What may be sent where the window is shut: the newest approved one of each text and language. */
export function findMetaTemplates({ db }: Pick<Deps, 'db'>) {
  return approvedMetaRows(db)
}

/** Everything ever handed in, newest first. */
export function listMetaTemplates({ db }: Pick<Deps, 'db'>) {
  return listMetaRows(db)
}
