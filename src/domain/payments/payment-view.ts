import type { ChargeDetails } from './charge.ts'

/** What the payment page shows. Nothing of anybody else, and nothing a stranger could misuse. */
export type PaymentView = {
  orderId: number
  state: 'open' | 'paid' | 'delivered' | 'expired' | 'cancelled' | 'refunded'
  language: 'id' | 'en'
  lines: { text: string; amountRupiah: number }[]
  amountRupiah: number
  expiresAt: Date
  receiptNumber: string | null
  paidAt: Date | null
  /** Methods whose limits the amount fits, in the order to offer them. */
  methods: { method: string; label: string }[]
  /** The newest charge that can still be paid. */
  charge: {
    method: string
    label: string
    state: 'reserved' | 'pending' | 'unknown'
    /** Differs from the order's for manual transfer with a unique code. */
    amountRupiah: number
    details: ChargeDetails
    expiresAt: Date
  } | null
  /** Codes, once delivered, so that the page itself is enough when the chat is far away. */
  codes: string[]
}
