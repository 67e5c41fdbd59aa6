import type { Correlated, Deps } from '../deps.ts'
import { insertAudit } from './audit-queries.ts'

/**
 * Who changed what. Written in the transaction of the change itself, so neither exists without
 * the other. Mask secrets and identity numbers before they come here.
 */
export async function recordAudit(
  deps: Pick<Deps, 'db' | 'now'> & Correlated,
  change: {
    /** Null when the program did it by itself. */
    by: number | null
    /** `voucher.revoked`, `router.added` … */
    action: string
    /** `voucher:12`. */
    subject: string
    before?: object
    after?: object
  },
) {
  await insertAudit(deps.db, {
    ...change,
    at: deps.now(),
    correlation: deps.correlation ?? null,
  })
}
