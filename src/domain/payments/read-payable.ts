import { readInvoice } from '../billing/invoice-queries.ts'
import { linesOfInvoice } from '../billing/invoice.ts'
import type { Deps } from '../deps.ts'
import { describeOrder, linesOf } from './order.ts'
import { readOrder } from './order-queries.ts'
import type { Payable, PayableRef } from './payable.ts'

/** What is to be paid, in the shape every page and gateway needs; undefined when there is none. */
export async function readPayable(
  { db }: Pick<Deps, 'db'>,
  ref: PayableRef,
): Promise<Payable | undefined> {
  return ref.kind === 'order' ? orderAsPayable(db, ref) : invoiceAsPayable(db, ref)
}

async function orderAsPayable(db: Deps['db'], ref: PayableRef): Promise<Payable | undefined> {
  const order = await readOrder(db, ref.id)
  return (
    order && {
      ref,
      linkVersion: order.link_version,
      personId: order.person_id,
      conversationId: order.conversation_id,
      customer: order.customer,
      phone: order.phone,
      language: order.language,
      state: order.state,
      title: describeOrder(order),
      lines: linesOf(order),
      amountRupiah: order.amount_rupiah,
      appliedRupiah: order.applied_rupiah,
      expiresAt: order.expires_at,
      dueOn: null,
      receiptNumber: order.receipt_number,
      paidAt: order.paid_at,
    }
  )
}

const STATES = {
  draft: 'cancelled',
  open: 'open',
  partial: 'open',
  // Nothing follows that one would wait for.
  paid: 'delivered',
  carried: 'cancelled',
  void: 'cancelled',
} as const

async function invoiceAsPayable(db: Deps['db'], ref: PayableRef): Promise<Payable | undefined> {
  const invoice = await readInvoice(db, ref.id)
  return (
    invoice && {
      ref,
      linkVersion: invoice.link_version,
      personId: invoice.person_id,
      conversationId: invoice.conversation_id,
      customer: invoice.customer,
      phone: invoice.phone,
      language: invoice.language,
      state: STATES[invoice.state],
      title: invoice.number ?? `#${invoice.id}`,
      lines: linesOfInvoice(invoice),
      amountRupiah: invoice.total_rupiah,
      appliedRupiah: invoice.applied_rupiah,
      expiresAt: null,
      dueOn: invoice.due_on,
      receiptNumber: invoice.receipt_number,
      paidAt: invoice.paid_at,
    }
  )
}
