import type { Day } from '../day.ts'

/** A day of one gateway; all of it money that moved then, none of it a balance. */
export type GatewayDay = {
  day: Day
  payments: number
  /** What charges were paid, by the gateway's word, or by who saw it on the bank's list. */
  paidRupiah: number
  /** What came onto its clearing account in our books, and what went off it again. */
  bookedRupiah: number
  backRupiah: number
  /** Paid out to us, or seen on the bank's list; and what was kept of it. */
  settledRupiah: number
  feeRupiah: number
}

export type GatewayMonth = {
  gateway: string
  days: GatewayDay[]
  sum: Omit<GatewayDay, 'day'>
  /** What it held of ours before the month began, and what it holds at its end. */
  beforeRupiah: number
  heldRupiah: number
  /** What its tariff says that it would keep; nobody is charged it. */
  expectedFeeRupiah: number
}

export type Mismatch =
  | { kind: 'day'; gateway: string; day: Day; paidRupiah: number; bookedRupiah: number }
  | { kind: 'old'; gateway: string; amountRupiah: number; days: number }
  | { kind: 'held' | 'stray' | 'unread'; gateway: string; reference: string; day: Day }
  | { kind: 'unknown'; gateway: string; reference: string; day: Day; amountRupiah: number }
  | { kind: 'reversed'; paymentId: number; customer: string; day: Day; amountRupiah: number }
  | { kind: 'unseen'; paymentId: number; customer: string; day: Day; amountRupiah: number }
  | {
      kind: 'refund'
      paymentId: number
      customer: string
      day: Day
      amountRupiah: number
      state: 'asked' | 'refused'
    }
  | { kind: 'waiting'; count: number; amountRupiah: number }

export type Reconciliation = {
  from: Day
  to: Day
  gateways: GatewayMonth[]
  mismatches: Mismatch[]
}

/** Money may be on its way to us for so long before anybody wonders. */
export const SETTLES_IN_DAYS = 3
