import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { saveSetting } from './business-queries.ts'

/** What the business is called from now on. */
export function nameBusiness(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { name, by }: { name: string; by: number },
) {
  return inTransaction(deps, async (deps) => {
    await saveSetting(deps.db, { key: 'business.name', value: name, by, at: deps.now() })
    await recordAudit(deps, { by, action: 'business.named', subject: 'business', after: { name } })
  })
}
