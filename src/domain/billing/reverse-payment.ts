import { recordAudit } from '../audit/record-audit.ts'
import { inTransaction } from '../in-transaction.ts'
import { postedLines } from '../ledger/ledger-queries.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { applyWallets } from './apply-wallets.ts'
import { chooseIssued } from './choose-issued.ts'
import { readInvoice } from './invoice-queries.ts'
import { oweAgain, oweMore } from './owe-again.ts'
import type { BillingDeps } from './billing-deps.ts'

/**
 * Takes back a payment of an invoice that never was one: a wrong entry, a transfer that was
 * recalled. Every line of it is posted the other way round, whatever happened since; a surplus
 * that was spent meanwhile makes it refuse with `ledger.insufficient`.
 */
export function reversePayment(
  deps: BillingDeps,
  { paymentId, reason, by }: { paymentId: number; reason: string; by: number },
): Promise<{ number: string; amountRupiah: number }> {
  return inTransaction(deps, async (deps) => {
    const { payment, invoiceId } = await chooseReversible(deps, paymentId)
    const asked = { invoiceId, reason, evenCarried: true }
    const { invoice, why } = await chooseIssued(deps, asked)
    await noteReversal(deps, { paymentId, reason: why, by })
    const lines = await postedLines(deps.db, [`payment:${paymentId}`])
    await postTransfer(deps, {
      key: `payment.reversed:${paymentId}`,
      cause: 'payment reversed',
      subject: `invoice:${invoiceId}`,
      by,
      lines: lines.map(({ owner, purpose, amount }) => ({
        account: { owner, purpose },
        amount: -amount,
      })),
    })
    if (payment.applied_rupiah > 0) {
      const appliedRupiah = invoice.applied_rupiah - payment.applied_rupiah
      const owe = invoice.state === 'carried' ? oweMore : oweAgain
      await owe(deps.db, invoice, { appliedRupiah, at: deps.now() })
    }
    await recordAudit(deps, {
      by,
      action: 'payment.reversed',
      subject: `invoice:${invoiceId}`,
      before: { paymentId, amountRupiah: payment.amount_rupiah, method: payment.method },
      after: { reason: why },
    })
    await applyWallets(deps, { personId: invoice.person_id })
    await tellOf(deps, { invoiceId, amountRupiah: payment.amount_rupiah, reason: why })
    return { number: invoice.number ?? '', amountRupiah: payment.amount_rupiah }
  })
}

/** Money that never came in by itself (a balance, a credit) goes back with its invoice. */
async function chooseReversible(deps: BillingDeps, paymentId: number) {
  const payment = await deps.db
    .selectFrom('payments')
    .where('id', '=', paymentId)
    .selectAll()
    .executeTakeFirst()
  if (!payment?.invoice_id || payment.gateway === 'balance' || payment.gateway === 'credit') {
    throw new Refusal('payment.not_reversible', { id: paymentId })
  }
  return { payment, invoiceId: payment.invoice_id }
}

async function noteReversal(
  deps: BillingDeps,
  row: { paymentId: number; reason: string; by: number },
) {
  const at = deps.now()
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('payment_reversals')
    .values({ payment_id: row.paymentId, reason: row.reason, at, by_person: row.by })
    .onConflict((conflict) => conflict.column('payment_id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) {
    throw new Refusal('payment.not_reversible', { id: row.paymentId })
  }
  await deps.db
    .updateTable('carry_overs')
    .set({ undone_at: at })
    .where('payment_id', '=', row.paymentId)
    .execute()
}

async function tellOf(
  deps: BillingDeps,
  { invoiceId, ...details }: { invoiceId: number; amountRupiah: number; reason: string },
) {
  const invoice = await readInvoice(deps.db, invoiceId)
  if (!invoice?.conversation_id) return
  await tell(deps, invoice.conversation_id, {
    code: 'payment.reversed',
    details: {
      ...details,
      number: invoice.number ?? '',
      openRupiah: invoice.total_rupiah - invoice.applied_rupiah,
    },
  })
}
