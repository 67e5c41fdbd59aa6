import type { Day } from '../day.ts'
import type { Language } from '../people/person.ts'

/** What a link can be good for, and what money can come for. */
export type PayableRef = { kind: 'order' | 'invoice'; id: number }

/** One line of what is to be paid. Amounts below zero take off. */
export type BillLine =
  | { kind: 'text'; text: string; amountRupiah: number }
  | { kind: 'service'; package: string; from: Day; to: Day; amountRupiah: number }
  | { kind: 'discount' | 'late_fee' | 'carried'; amountRupiah: number }
  | { kind: 'tax'; percent: number; amountRupiah: number }

/** An order or an invoice, as a payment page, a receipt and a gateway need it. */
export type Payable = {
  ref: PayableRef
  linkVersion: number
  personId: number
  /** Where its owner is told of it; null while he has never written. */
  conversationId: number | null
  customer: string | null
  phone: string | null
  language: Language
  state: 'open' | 'paid' | 'delivered' | 'expired' | 'cancelled' | 'refunded'
  /** Its name in one line, the same in every language: a package, a number. */
  title: string
  lines: BillLine[]
  amountRupiah: number
  appliedRupiah: number
  /** Null: an invoice can be paid as long as it is open. */
  expiresAt: Date | null
  dueOn: Day | null
  receiptNumber: string | null
  paidAt: Date | null
}

/** `order:12`, as subjects of the ledger and the audit, and keys of watchers. */
export function payableName({ kind, id }: PayableRef): string {
  return `${kind}:${id}`
}
