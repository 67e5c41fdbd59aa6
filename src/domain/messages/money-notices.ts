import type { Day } from '../day.ts'
import type { FileProblem } from '../media/sent-file.ts'
import type { AwaitedItem } from '../payments/proof.ts'
import type { PayLink } from '../payments/pay-token.ts'
import type { FileRef } from './message.ts'

/** What is said of orders, invoices, balances, deposits and the money that comes for them. */
export type MoneyNotices = {
  'payment.received': {
    orderId: number
    amountRupiah: number
    method: string
    receiptNumber: string
    /** Asked for on top, to recognise the money by; it is in the wallet now. */
    uniqueCodeRupiah: number
  }
  'payment.surplus': { amountRupiah: number; reason: 'over' | 'late' | 'double' }
  'payment.short': { orderId: number; paidRupiah: number; openRupiah: number }
  'payment.refunded': { orderId: number; amountRupiah: number }
  'payment.held.staff': {
    method: string
    reference: string
    amountRupiah: number
    why: HeldReason
  }
  'payment.sold.staff': { customer: string; package: string; amountRupiah: number; method: string }
  'transfer.to_confirm': {
    chargeId: number
    customer: string
    amountRupiah: number
    account: string
    title: string
  }
  'transfer.declined': { title: string; amountRupiah: number }
  'proof.card': {
    proofId: number
    conversationId: number
    customer: string
    caption: string
    /** More than one: the newest is shown. */
    photos: number
    items: AwaitedItem[]
    file: FileRef | null
    /** Why there is no picture. */
    problem: FileProblem | null
  }
  'proof.declined': { title: string; amountRupiah: number }
  'mutations.brought': {
    account: string
    read: number
    fresh: number
    seen: number
    outgoing: number
    matched: { customer: string; title: string; amountRupiah: number; before: boolean }[]
    matchedCount: number
    waiting: number
    unread: { line: number; text: string }[]
    unreadCount: number
  }
  'mutations.not_read': { name: string; why: FileProblem | 'not_a_list' | 'table' }
  'refund.sent': { amountRupiah: number; method: string }
  'refund.sent.staff': { paymentId: number; customer: string; amountRupiah: number; method: string }
  /** It stays in the wallet. */
  'refund.refused.staff': {
    paymentId: number
    customer: string
    amountRupiah: number
    method: string
    problem: string
  }
  'reconciliation.file': { file: FileRef }
  /** `link` is made into an address when it is worded. */
  'invoice.issued': {
    number: string
    package: string | null
    totalRupiah: number
    openRupiah: number
    carriedRupiah: number
    fromBalanceRupiah: number
    dueOn: Day
    link: PayLink
  }
  'invoice.paid': {
    number: string
    amountRupiah: number
    method: string
    receiptNumber: string
    paidUntil: Day | null
    surplusRupiah: number
    uniqueCodeRupiah: number
    link: PayLink
  }
  'invoice.partly_paid': {
    number: string
    amountRupiah: number
    method: string
    openRupiah: number
    link: PayLink
  }
  /** Money for an invoice that was paid or void: it is in the wallet. */
  'invoice.not_owed': { number: string; amountRupiah: number; method: string }
  'invoice.balance_applied': {
    number: string
    appliedRupiah: number
    openRupiah: number
    link: PayLink
  }
  'invoice.reminder': {
    number: string
    package: string | null
    openRupiah: number
    dueOn: Day
    /** 0: today; below zero: it was due so many days ago. */
    daysLeft: number
    link: PayLink
  }
  'invoice.voided': { number: string; reason: string; toWalletRupiah: number }
  'invoice.credited': { number: string; amountRupiah: number; reason: string; openRupiah: number }
  'payment.reversed': { number: string; amountRupiah: number; reason: string; openRupiah: number }
  'balance.adjusted': { amountRupiah: number; reason: string; balanceRupiah: number }
  'balance.paid_out': { amountRupiah: number; reason: string; balanceRupiah: number }
  'balance.reminder': { balanceRupiah: number }
  'invoice.file': { number: string; file: FileRef }
  'receipt.file': { number: string; file: FileRef }
  'invoices.issued.staff': { issued: number }
  'invoices.sent.staff': { sent: number; unreachable: number }
  'debt.high.staff': { customer: string; personId: number; owedRupiah: number }
  /** `receiptNumber` null and `openRupiah` above zero: it was a part of what was ordered. */
  'reseller.deposited': {
    amountRupiah: number
    depositRupiah: number
    method: string
    receiptNumber: string | null
    openRupiah: number
  }
  'reseller.deposited.staff': {
    reseller: string
    amountRupiah: number
    depositRupiah: number
    method: string
  }
  'reseller.low': { depositRupiah: number; lowRupiah: number }
  'reseller.refunded': { orderId: number; amountRupiah: number; depositRupiah: number }
  /** `sent` false: there is no chat we may write to, so the reseller passes the next message on. */
  'reseller.passed_on': { package: string; buyerPhone: string; sent: boolean }
  'reseller.welcome': { name: string }
}

/** Why money that somebody speaks of is not credited. */
export type HeldReason =
  /** It was signed as paid, and the gateway says it is not. */
  | 'not_confirmed'
  /** The gateway will not be asked for a while. */
  | 'cannot_ask'
  /** The gateway says paid and not how much. */
  | 'no_amount'
  | 'wrong_amount'
  /** Of a charge that is paid: another amount, or another number of the gateway's. */
  | 'paid_again'
  | 'unknown_reference'
