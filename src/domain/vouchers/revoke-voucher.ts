import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { chooseVoucher } from './choose-voucher.ts'
import { revokeVouchers, type VoucherDetails } from './voucher-queries.ts'

/** Ends a voucher before its time. Its user leaves the router, and whoever is logged in with it. */
export function revokeVoucher(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { code, by }: { code: string; by: number },
): Promise<VoucherDetails> {
  return inTransaction(deps, async (deps) => {
    const voucher = await chooseVoucher(deps, code)
    const { id, state } = voucher
    const { revoked, routers } = await revokeVouchers(deps.db, { ids: [id], at: deps.now() })
    if (revoked.length === 0) throw new Refusal('voucher.ended', { code: voucher.code, state })
    for (const routerId of routers) await later(deps, { kind: 'router.sync', routerId })
    await recordAudit(deps, {
      by,
      action: 'voucher.revoked',
      subject: `voucher:${id}`,
      before: { state },
      after: { state: 'revoked' },
    })
    return voucher
  })
}
