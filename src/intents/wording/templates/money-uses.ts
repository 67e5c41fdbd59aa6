import type { NoticeCode } from '../../../domain/messages/notice.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import { above0, type TemplateUse } from './template-use.ts'

const inDays = {
  id: (days: number) => (days === 1 ? 'besok' : `${days} hari lagi`),
  en: (days: number) => (days === 1 ? 'tomorrow' : `in ${days} days`),
}

export const moneyUses = {
  'invoice.issued': {
    key: ({ openRupiah }) => (openRupiah > 0 ? 'invoice.issued' : 'invoice.issued.covered'),
    values: (one, { day, pay }) => ({
      invoice_number: one.number,
      package: one.package ?? '',
      total: rp(one.totalRupiah),
      open_amount: rp(one.openRupiah),
      due_date: day(one.dueOn),
      carried: above0(one.carriedRupiah),
      from_balance: above0(one.fromBalanceRupiah),
      pay_url: pay(one.link),
    }),
  },
  'invoice.paid': {
    key: () => 'invoice.paid',
    values: (one, { day, method, pay }) => ({
      invoice_number: one.number,
      amount: rp(one.amountRupiah),
      method: method(one.method),
      unique_code: above0(one.uniqueCodeRupiah),
      surplus: above0(one.surplusRupiah - one.uniqueCodeRupiah),
      paid_until: one.paidUntil === null ? '' : day(one.paidUntil),
      receipt_number: one.receiptNumber,
      receipt_url: `${pay(one.link)}/receipt.pdf`,
    }),
  },
  'invoice.partly_paid': {
    key: () => 'invoice.partly_paid',
    values: (one, { method, pay }) => ({
      invoice_number: one.number,
      amount: rp(one.amountRupiah),
      method: method(one.method),
      open_amount: rp(one.openRupiah),
      pay_url: pay(one.link),
    }),
  },
  'invoice.not_owed': {
    key: () => 'invoice.not_owed',
    values: (one, { method }) => ({
      invoice_number: one.number,
      amount: rp(one.amountRupiah),
      method: method(one.method),
    }),
  },
  'invoice.balance_applied': {
    key: ({ openRupiah }) =>
      openRupiah > 0 ? 'invoice.balance_applied' : 'invoice.balance_applied.settled',
    values: (one, { pay }) => ({
      invoice_number: one.number,
      amount: rp(one.appliedRupiah),
      open_amount: rp(one.openRupiah),
      pay_url: pay(one.link),
    }),
  },
  'invoice.reminder': {
    key: ({ daysLeft }) =>
      daysLeft > 0
        ? 'invoice.reminder.soon'
        : daysLeft === 0
          ? 'invoice.reminder.today'
          : 'invoice.reminder.late',
    values: (one, { day, pay, language }) => ({
      invoice_number: one.number,
      package: one.package ?? '',
      open_amount: rp(one.openRupiah),
      due_date: day(one.dueOn),
      due_in: inDays[language](one.daysLeft),
      pay_url: pay(one.link),
    }),
  },
  'invoice.voided': {
    key: () => 'invoice.voided',
    values: (one) => ({
      invoice_number: one.number,
      reason: one.reason,
      to_balance: above0(one.toWalletRupiah),
    }),
  },
  'invoice.credited': {
    key: ({ openRupiah }) => (openRupiah > 0 ? 'invoice.credited' : 'invoice.credited.settled'),
    values: (one) => ({
      invoice_number: one.number,
      amount: rp(one.amountRupiah),
      reason: one.reason,
      open_amount: rp(one.openRupiah),
    }),
  },
  'payment.reversed': {
    key: () => 'payment.reversed',
    values: (one) => ({
      invoice_number: one.number,
      amount: rp(one.amountRupiah),
      reason: one.reason,
      open_amount: rp(one.openRupiah),
    }),
  },
  'balance.adjusted': {
    key: ({ amountRupiah }) => (amountRupiah > 0 ? 'balance.raised' : 'balance.lowered'),
    values: (one) => ({
      amount: rp(Math.abs(one.amountRupiah)),
      reason: one.reason,
      balance: rp(one.balanceRupiah),
    }),
  },
  'balance.paid_out': {
    key: () => 'balance.paid_out',
    values: (one) => ({
      amount: rp(one.amountRupiah),
      reason: one.reason,
      balance: rp(one.balanceRupiah),
    }),
  },
  'balance.reminder': {
    key: () => 'balance.reminder',
    values: ({ balanceRupiah }) => ({ balance: rp(balanceRupiah) }),
  },
  'payment.received': {
    key: () => 'payment.received',
    values: (one, { method }) => ({
      amount: rp(one.amountRupiah),
      method: method(one.method),
      unique_code: above0(one.uniqueCodeRupiah),
      receipt_number: one.receiptNumber,
      order_number: String(one.orderId),
    }),
  },
  'payment.surplus': {
    key: ({ reason }) => `payment.surplus.${reason}`,
    values: ({ amountRupiah }) => ({ amount: rp(amountRupiah) }),
  },
  'payment.short': {
    key: () => 'payment.short',
    values: (one) => ({
      order_number: String(one.orderId),
      paid: rp(one.paidRupiah),
      open_amount: rp(one.openRupiah),
    }),
  },
  'payment.refunded': {
    key: () => 'payment.refunded',
    values: (one) => ({ order_number: String(one.orderId), amount: rp(one.amountRupiah) }),
  },
  'refund.sent': {
    key: () => 'refund.sent',
    values: (one, { method }) => ({ amount: rp(one.amountRupiah), method: method(one.method) }),
  },
  'transfer.declined': {
    key: () => 'transfer.declined',
    values: (one) => ({ what: one.title, amount: rp(one.amountRupiah) }),
  },
  'proof.declined': {
    key: () => 'proof.declined',
    values: (one) => ({ what: one.title, amount: above0(one.amountRupiah) }),
  },
} satisfies { [Code in NoticeCode]?: TemplateUse<Code> }
