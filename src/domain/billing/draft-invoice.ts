import { recordAudit } from '../audit/record-audit.ts'
import { type Day, dayOf } from '../day.ts'
import { inTransaction } from '../in-transaction.ts'
import { DISCOUNTS, revenueOf, TAX } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell } from '../messages/tell.ts'
import { nextNumber } from '../payments/order-queries.ts'
import { Refusal } from '../refusal.ts'
import { applyWallets } from './apply-wallets.ts'
import { billingSettings } from './billing-settings.ts'
import { taxOf } from './invoice.ts'
import { type InvoiceRow, lockInvoice, lockPayable, readInvoice } from './invoice-queries.ts'
import { receivableFor } from './receivable.ts'
import type { BillingDeps } from './billing-deps.ts'
import { linkOf } from './tell-of-payment.ts'

export type Draft = {
  personId: number
  lines: { text: string; amountRupiah: number }[]
  discountRupiah?: number
  /** A correction sells nothing. */
  untaxed?: true
  dueOn: Day
  note?: string
  by: number
}

const MOST_LINES = 20

/** An invoice by hand, for what no subscription asks for by itself. Nobody owes a draft. */
export function draftInvoice(deps: BillingDeps, draft: Draft): Promise<{ invoiceId: number }> {
  const { lines, discountRupiah = 0, by } = draft
  const extra = lines.reduce((sum, one) => sum + one.amountRupiah, 0)
  if (
    lines.length === 0 ||
    lines.length > MOST_LINES ||
    lines.some((one) => one.amountRupiah < 1)
  ) {
    throw new Refusal('input.invalid', { field: 'jumlah', problem: `1-${MOST_LINES}` })
  }
  // An invoice of nothing could never be paid.
  if (discountRupiah >= extra) {
    throw new Refusal('input.invalid', { field: 'diskon', problem: `0-${extra - 1}` })
  }
  return inTransaction(deps, async (deps) => {
    const { taxBasisPoints } = await billingSettings(deps)
    const { id } = await deps.db
      .insertInto('invoices')
      .values({
        person_id: draft.personId,
        extra_rupiah: extra,
        discount_rupiah: discountRupiah,
        tax_rupiah: draft.untaxed ? 0 : taxOf(extra - discountRupiah, taxBasisPoints),
        due_on: draft.dueOn,
        owed_since: draft.dueOn,
        note: draft.note ?? null,
        created_at: deps.now(),
        made_by: by,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await deps.db
      .insertInto('invoice_lines')
      .values(
        lines.map(({ text, amountRupiah }, place) => ({
          invoice_id: id,
          place: place + 1,
          text,
          amount_rupiah: amountRupiah,
        })),
      )
      .execute()
    return { invoiceId: id }
  })
}

/** From now on it is owed: it has a number, stands in the ledger, and wallets pay it. */
export function issueDraft(
  deps: BillingDeps,
  { invoiceId, by, quiet = false }: { invoiceId: number; by: number; quiet?: boolean },
): Promise<{ invoiceId: number; number: string }> {
  return inTransaction(deps, async (deps) => {
    const draft = await lockPayable(deps.db, invoiceId)
    if (draft?.state !== 'draft') throw noDraft(invoiceId, draft)
    await post(deps, draft, by)
    const today = dayOf(deps.now(), deps.business.timeZone)
    const number = await nextInvoiceNumber(deps, today)
    await deps.db
      .updateTable('invoices')
      .set({ state: 'open', number, issued_on: today })
      .where('id', '=', invoiceId)
      .execute()
    await recordAudit(deps, {
      by,
      action: 'invoice.issued',
      subject: `invoice:${invoiceId}`,
      after: { number, totalRupiah: draft.total_rupiah },
    })
    if (!quiet) await tellIssued(deps, invoiceId)
    await applyWallets(deps, { personId: draft.person_id })
    return { invoiceId, number }
  })
}

/** A draft nobody wants. It has no number, so that none is missing. */
export function dropDraft(
  deps: Pick<BillingDeps, 'db' | 'now' | 'wake'>,
  { invoiceId, by }: { invoiceId: number; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const dropped = await deps.db
      .deleteFrom('invoices')
      .where('id', '=', invoiceId)
      .where('state', '=', 'draft')
      .returning(['person_id', 'total_rupiah'])
      .executeTakeFirst()
    if (!dropped) throw noDraft(invoiceId, await lockInvoice(deps.db, invoiceId))
    await recordAudit(deps, {
      by,
      action: 'invoice.draft_dropped',
      subject: `invoice:${invoiceId}`,
      before: { personId: dropped.person_id, totalRupiah: dropped.total_rupiah },
    })
  })
}

/** Somebody dropped or issued it meanwhile. */
function noDraft(invoiceId: number, found: InvoiceRow | undefined) {
  const number = found?.number ?? `#${invoiceId}`
  if (!found) return new Refusal('invoice.unknown', { number })
  return new Refusal('invoice.closed', { number, state: found.state })
}

function post(deps: BillingDeps, draft: InvoiceRow, by: number) {
  return postTransfer(deps, {
    key: `invoice:${draft.id}`,
    cause: 'invoice',
    subject: `invoice:${draft.id}`,
    by,
    lines: [
      { account: receivableFor(draft), amount: -draft.total_rupiah },
      { account: revenueOf('isp'), amount: draft.extra_rupiah },
      { account: DISCOUNTS, amount: -draft.discount_rupiah },
      { account: TAX, amount: draft.tax_rupiah },
    ],
  })
}

async function nextInvoiceNumber(deps: BillingDeps, today: Day) {
  const [year, month] = today.split('-')
  const last = await nextNumber(deps.db, `invoice:${year}-${month}`)
  return `INV/${year}/${month}/${String(last).padStart(6, '0')}`
}

async function tellIssued(deps: BillingDeps, invoiceId: number) {
  const invoice = await readInvoice(deps.db, invoiceId)
  if (!invoice?.conversation_id) return
  await tell(deps, invoice.conversation_id, {
    code: 'invoice.issued',
    details: {
      number: invoice.number ?? '',
      package: invoice.package,
      totalRupiah: invoice.total_rupiah,
      openRupiah: invoice.total_rupiah,
      carriedRupiah: 0,
      fromBalanceRupiah: 0,
      dueOn: invoice.due_on,
      link: linkOf(invoice),
    },
  })
}
