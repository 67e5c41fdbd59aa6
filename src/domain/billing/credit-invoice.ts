import { recordAudit } from '../audit/record-audit.ts'
import { inTransaction } from '../in-transaction.ts'
import { DISCOUNTS } from '../ledger/account.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { chooseIssued } from './choose-issued.ts'
import { givenOn, readInvoice } from './invoice-queries.ts'
import type { BillingDeps } from './billing-deps.ts'
import { receiveMoney } from './receive-money.ts'

/** Gives part of an issued invoice away: it pays itself by that much, what is too much to the wallet. */
export function creditInvoice(
  deps: BillingDeps,
  credit: { invoiceId: number; amountRupiah: number; reason: string; by: number },
): Promise<{ number: string; openRupiah: number }> {
  const { invoiceId, amountRupiah, reason, by } = credit
  return inTransaction(deps, async (deps) => {
    const { invoice, why } = await chooseIssued(deps, { invoiceId, reason })
    const leftRupiah = invoice.total_rupiah - (await givenOn(deps.db, invoiceId))
    if (amountRupiah < 1 || amountRupiah > leftRupiah) {
      throw new Refusal('invoice.credit_left', { number: invoice.number ?? '', leftRupiah })
    }
    const received = await receiveMoney(deps, {
      invoiceId,
      amountRupiah,
      source: DISCOUNTS,
      gateway: 'credit',
      method: 'credit',
      reference: `CR-${invoiceId}-${deps.secrets.token().slice(0, 8)}`,
      by,
      quiet: true,
    })
    const openRupiah = received?.openRupiah ?? 0
    await recordAudit(deps, {
      by,
      action: 'invoice.credited',
      subject: `invoice:${invoiceId}`,
      after: { amountRupiah, reason: why },
    })
    const number = invoice.number ?? ''
    const said = await readInvoice(deps.db, invoiceId)
    if (said?.conversation_id) {
      await tell(deps, said.conversation_id, {
        code: 'invoice.credited',
        details: { number, amountRupiah, reason: why, openRupiah },
      })
    }
    return { number, openRupiah }
  })
}
