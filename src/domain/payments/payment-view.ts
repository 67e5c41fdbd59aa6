import type { Day } from '../day.ts'
import type { ChargeDetails } from './charge.ts'
import type { BillLine, PayableRef } from './payable.ts'

/** What the payment page shows. Nothing of anybody else, and nothing a stranger could misuse. */
export type PaymentView = {
  ref: PayableRef
  /** Its name in one line: a package, the number of an invoice. */
  title: string
  state: 'open' | 'paid' | 'delivered' | 'expired' | 'cancelled' | 'refunded'
  language: 'id' | 'en'
  lines: BillLine[]
  amountRupiah: number
  /** What has arrived so far, and what is still open: they differ from 0 and the amount when too little was sent. */
  paidRupiah: number
  openRupiah: number
  /** Null: it can be paid as long as it is open. */
  expiresAt: Date | null
  dueOn: Day | null
  receiptNumber: string | null
  paidAt: Date | null
  /** Methods whose limits the open amount fits, in the order to offer them. */
  methods: { method: string; label: string }[]
  /** The newest charge that can still be paid. */
  charge: {
    method: string
    label: string
    state: 'reserved' | 'pending' | 'unknown'
    /** Above what is open by the unique code, for methods where people look for the amount. */
    amountRupiah: number
    uniqueCode: number
    details: ChargeDetails
    expiresAt: Date
  } | null
  /** The last try came to nothing: the method that was chosen, while no other has been. */
  failed: { label: string; why: 'not_made' | 'not_paid' } | null
  /** Codes, once delivered, so that the page itself is enough when the chat is far away. */
  codes: string[]
}
