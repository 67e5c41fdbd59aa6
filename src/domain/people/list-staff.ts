import type { Deps } from '../deps.ts'
import { listStaffRows } from './people-queries.ts'

export function listStaff({ db }: Pick<Deps, 'db'>) {
  return listStaffRows(db)
}
