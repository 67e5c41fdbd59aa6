import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { revokeVouchers, vouchersOfRefunded } from './voucher-queries.ts'
import { withdrawBatch } from './withdraw-batch.ts'

/** Money went back, so the vouchers go too: those in the making, and those already handed over. */
export function takeBackRefunded(deps: Pick<Deps, 'db' | 'now' | 'wake'>) {
  return inTransaction(deps, async (deps) => {
    const { batchIds, voucherIds } = await vouchersOfRefunded(deps.db)
    for (const batchId of batchIds) {
      await withdrawBatch(deps, { batchId, reason: 'asked', by: null })
    }
    const ids = voucherIds
    const { revoked, routers } = await revokeVouchers(deps.db, { ids, at: deps.now() })
    for (const routerId of routers) await later(deps, { kind: 'router.sync', routerId })
    for (const id of revoked) {
      const subject = `voucher:${id}`
      await recordAudit(deps, {
        by: null,
        action: 'voucher.revoked',
        subject,
        after: { refunded: true },
      })
    }
  })
}
