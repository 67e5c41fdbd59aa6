import { tell } from '../messages/tell.ts'
import type { PayLink } from '../payments/pay-token.ts'
import { methodLabel } from '../payments/pay-methods.ts'
import { type InvoiceInWords, readInvoice } from './invoice-queries.ts'
import type { BillingDeps } from './billing-deps.ts'

type Payment = {
  invoiceId: number
  amountRupiah: number
  appliedRupiah: number
  surplusRupiah: number
  openRupiah: number
  uniqueCodeRupiah?: number
  method: string
  /** False: there was nothing to pay any more. */
  wasOwed: boolean
}

/** Says what became of money that came in, as the invoice stands after it. */
export async function tellOfPayment(deps: BillingDeps, payment: Payment) {
  const invoice = await readInvoice(deps.db, payment.invoiceId)
  if (!invoice?.conversation_id) return
  const { conversation_id: chat, number } = invoice
  const about = {
    number: number ?? `#${invoice.id}`,
    amountRupiah: payment.amountRupiah,
    method: methodLabel(deps.gateways, payment.method),
  }
  if (!payment.wasOwed) {
    await tell(deps, chat, { code: 'invoice.not_owed', details: about, priority: 'high' })
  } else if (payment.openRupiah > 0) {
    await tell(deps, chat, {
      code: 'invoice.partly_paid',
      details: { ...about, openRupiah: payment.openRupiah, link: linkOf(invoice) },
      priority: 'high',
    })
  } else {
    await tell(deps, chat, {
      code: 'invoice.paid',
      details: {
        ...about,
        receiptNumber: invoice.receipt_number ?? '',
        paidUntil: invoice.subscription_id === null ? null : invoice.period_to,
        surplusRupiah: payment.surplusRupiah,
        uniqueCodeRupiah: Math.min(payment.uniqueCodeRupiah ?? 0, payment.surplusRupiah),
        link: linkOf(invoice),
      },
      priority: 'high',
    })
  }
}

/** What lay with the customer paid for something. */
export async function tellOfBalance(
  deps: BillingDeps,
  {
    invoiceId,
    appliedRupiah,
    openRupiah,
  }: { invoiceId: number; appliedRupiah: number; openRupiah: number },
) {
  const invoice = await readInvoice(deps.db, invoiceId)
  if (!invoice?.conversation_id) return
  await tell(deps, invoice.conversation_id, {
    code: 'invoice.balance_applied',
    details: {
      number: invoice.number ?? `#${invoice.id}`,
      appliedRupiah,
      openRupiah,
      link: linkOf(invoice),
    },
  })
}

export function linkOf(invoice: Pick<InvoiceInWords, 'id' | 'link_version'>): PayLink {
  return { kind: 'invoice', id: invoice.id, linkVersion: invoice.link_version }
}
