import { recordAudit } from '../audit/record-audit.ts'
import { inTransaction } from '../in-transaction.ts'
import { DISCOUNTS, revenueOf, subscriptionWalletOf, TAX, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell } from '../messages/tell.ts'
import { applyWallets } from './apply-wallets.ts'
import { chooseIssued } from './choose-issued.ts'
import {
  creditedOn,
  type InvoiceRow,
  markVoid,
  readInvoice,
  unbill,
  unsetPaidUntil,
} from './invoice-queries.ts'
import { oweAgain } from './owe-again.ts'
import { receivableFor } from './receivable.ts'
import type { BillingDeps } from './billing-deps.ts'
import { restoreIfClear } from './restore-if-clear.ts'

export type Voiding = {
  invoiceId: number
  reason: string
  by: number
  /** Its period is billed anew by the next run: the price was wrong, not the period. */
  again?: boolean
}

/**
 * Takes an invoice back by the opposite transfer. What was paid for it goes to the wallet, and
 * what was given away is given no more. What it carried is owed again by the invoices it came
 * from; the wallet then pays what it can. One that was carried itself is not voided: the one that
 * carries it is.
 */
export function voidInvoice(
  deps: BillingDeps,
  { invoiceId, reason, by, again }: Voiding,
): Promise<{ number: string; toWalletRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const { invoice, why } = await chooseIssued(deps, { invoiceId, reason })
    const creditedRupiah = await creditedOn(deps.db, invoice.id)
    const toWalletRupiah = invoice.applied_rupiah - creditedRupiah
    await post(deps, invoice, { toWalletRupiah, creditedRupiah, by })
    await markVoid(deps.db, { id: invoice.id, reason: why, at: deps.now() })
    await giveBackCarried(deps, invoice)
    if (again) await unbill(deps.db, invoice)
    await recordAudit(deps, {
      by,
      action: 'invoice.voided',
      subject: `invoice:${invoice.id}`,
      before: { state: invoice.state, appliedRupiah: invoice.applied_rupiah },
      after: { state: 'void', reason: why },
    })
    const said = await readInvoice(deps.db, invoice.id)
    const number = invoice.number ?? ''
    if (said?.conversation_id) {
      await tell(deps, said.conversation_id, {
        code: 'invoice.voided',
        details: { number, reason: why, toWalletRupiah },
      })
    }
    await applyWallets(deps, { personId: invoice.person_id })
    await restoreIfClear(deps, invoice.subscription_id)
    return { number, toWalletRupiah }
  })
}

async function post(
  deps: BillingDeps,
  invoice: InvoiceRow,
  back: { toWalletRupiah: number; creditedRupiah: number; by: number },
) {
  const own = invoice.total_rupiah - invoice.carried_rupiah
  const applied = invoice.applied_rupiah
  const wallet =
    invoice.subscription_id === null
      ? walletOf(invoice.person_id)
      : subscriptionWalletOf(invoice.subscription_id)
  const revenue = invoice.service_rupiah + invoice.extra_rupiah + invoice.late_fee_rupiah
  if (own === 0 && applied === 0) return
  await postTransfer(deps, {
    key: `invoice.void:${invoice.id}`,
    cause: 'invoice void',
    subject: `invoice:${invoice.id}`,
    by: back.by,
    lines: [
      { account: receivableFor(invoice), amount: own - applied },
      { account: revenueOf('isp'), amount: -revenue },
      { account: TAX, amount: -invoice.tax_rupiah },
      { account: DISCOUNTS, amount: invoice.discount_rupiah + back.creditedRupiah },
      { account: wallet, amount: back.toWalletRupiah },
    ],
  })
}

/** The newest of those it carried is payable again, and carries the others. */
async function giveBackCarried(deps: BillingDeps, { id, ...voided }: InvoiceRow) {
  const at = deps.now()
  await deps.db
    .updateTable('carry_overs')
    .set({ undone_at: at })
    .where('to_invoice_id', '=', id)
    .where('undone_at', 'is', null)
    .execute()
  const carried = await deps.db
    .selectFrom('invoices')
    .where('carried_to', '=', id)
    .selectAll()
    .orderBy('id', 'desc')
    .forNoKeyUpdate()
    .execute()
  for (const one of carried) {
    await oweAgain(deps.db, one, { appliedRupiah: one.applied_rupiah, at })
  }
  if (voided.state === 'paid') await unsetPaidUntil(deps.db, { id, ...voided })
}
