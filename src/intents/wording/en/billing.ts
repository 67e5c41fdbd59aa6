import { formatRupiah } from '../../../domain/money.ts'
import type { BillingNotices, MethodNames } from '../billing-words.ts'
import { sayDay } from '../say-when.ts'

export const methodNames: MethodNames = {
  cash: 'cash',
  transfer: 'bank transfer',
  balance: 'balance',
  credit: 'credit',
}

const by = (method: string) => methodNames[method] ?? method
const lines = (...all: string[]) => all.filter(Boolean).join('\n')
const day = (value: string) => sayDay(value, 'en')

export const billingNotices: BillingNotices = {
  'invoice.issued': (one, { pay }) => ({
    text: lines(
      `Invoice ${one.number}${one.package === null ? '' : ` for ${one.package}`}: ${formatRupiah(one.totalRupiah)}`,
      one.carriedRupiah > 0
        ? `Including ${formatRupiah(one.carriedRupiah)} left from earlier invoices.`
        : '',
      one.fromBalanceRupiah > 0
        ? `Paid from your balance: ${formatRupiah(one.fromBalanceRupiah)}.`
        : '',
      ...(one.openRupiah > 0
        ? [
            `To pay: ${formatRupiah(one.openRupiah)}, by ${day(one.dueOn)}.`,
            `Pay here: ${pay(one.link)}`,
          ]
        : ['It is paid in full from your balance. Thank you!']),
    ),
  }),
  'invoice.paid': (one, { pay }) => ({
    text: lines(
      `We received ${formatRupiah(one.amountRupiah)} by ${by(one.method)}. Invoice ${one.number} is paid. Thank you!`,
      one.uniqueCodeRupiah > 0
        ? `The unique code of ${formatRupiah(one.uniqueCodeRupiah)} is in your balance.`
        : '',
      one.surplusRupiah > one.uniqueCodeRupiah
        ? `The ${formatRupiah(one.surplusRupiah - one.uniqueCodeRupiah)} you paid too much is in your balance and goes toward the next invoice.`
        : '',
      one.paidUntil === null ? '' : `Your service is paid until ${day(one.paidUntil)}.`,
      `Receipt no.: ${one.receiptNumber}`,
      `Download the receipt: ${pay(one.link)}/receipt.pdf`,
    ),
  }),
  'invoice.partly_paid': (one, { pay }) => ({
    text: lines(
      `We received ${formatRupiah(one.amountRupiah)} by ${by(one.method)} for invoice ${one.number}.`,
      `${formatRupiah(one.openRupiah)} is still open. Pay the rest by the same link: ${pay(one.link)}`,
      'The receipt follows once the invoice is paid in full.',
    ),
  }),
  'invoice.not_owed': (one) => ({
    text: `We received ${formatRupiah(one.amountRupiah)} by ${by(one.method)}, but invoice ${one.number} need not be paid any more. The money is in your balance and goes toward the next invoice.`,
  }),
  'invoice.balance_applied': (one, { pay }) => ({
    text:
      one.openRupiah > 0
        ? `${formatRupiah(one.appliedRupiah)} of your balance went toward invoice ${one.number}. ${formatRupiah(one.openRupiah)} is still open: ${pay(one.link)}`
        : `${formatRupiah(one.appliedRupiah)} of your balance paid invoice ${one.number}. It is settled, thank you!`,
  }),
  'invoice.reminder': (one, { pay }) => ({
    text: lines(
      one.daysLeft > 0
        ? `Reminder: invoice ${one.number}${one.package === null ? '' : ` (${one.package})`} is due ${one.daysLeft === 1 ? 'tomorrow' : `in ${one.daysLeft} days`}, ${day(one.dueOn)}.`
        : one.daysLeft === 0
          ? `Invoice ${one.number}${one.package === null ? '' : ` (${one.package})`} is due today.`
          : `Invoice ${one.number}${one.package === null ? '' : ` (${one.package})`} was due on ${day(one.dueOn)}.`,
      `To pay: ${formatRupiah(one.openRupiah)}`,
      `Pay here: ${pay(one.link)}`,
    ),
  }),
  'invoice.voided': (one) => ({
    text: lines(
      `We cancelled invoice ${one.number}: ${one.reason}. It need not be paid.`,
      one.toWalletRupiah > 0
        ? `The ${formatRupiah(one.toWalletRupiah)} you had paid is in your balance again.`
        : '',
    ),
  }),
  'invoice.credited': (one) => ({
    text: lines(
      `Invoice ${one.number} was reduced by ${formatRupiah(one.amountRupiah)}: ${one.reason}.`,
      one.openRupiah > 0
        ? `Still to pay: ${formatRupiah(one.openRupiah)}.`
        : 'Nothing is left to pay.',
    ),
  }),
  'payment.reversed': (one) => ({
    text: `The payment of ${formatRupiah(one.amountRupiah)} for invoice ${one.number} was taken back: ${one.reason}. To pay now: ${formatRupiah(one.openRupiah)}. Is something wrong? Reply "admin".`,
  }),
  'balance.adjusted': (one) => ({
    text: `Your balance was ${one.amountRupiah > 0 ? 'raised' : 'lowered'} by ${formatRupiah(Math.abs(one.amountRupiah))}: ${one.reason}. It is ${formatRupiah(one.balanceRupiah)} now.`,
  }),
  'balance.paid_out': (one) => ({
    text: `${formatRupiah(one.amountRupiah)} of your balance was handed over in cash: ${one.reason}. It is ${formatRupiah(one.balanceRupiah)} now. Did you not get the money? Reply "admin".`,
  }),
  'balance.reminder': (one) => ({
    text: `You have a balance of ${formatRupiah(one.balanceRupiah)}. It goes toward your next invoice by itself.`,
  }),
  'invoice.file': ({ number, file }) => ({ text: `Invoice ${number}`, file }),
  'receipt.file': ({ number, file }) => ({ text: `Receipt ${number}`, file }),
  'invoices.issued.staff': ({ issued }) => ({
    text:
      issued === 0
        ? 'No period needs billing yet. No invoice was issued.'
        : `${issued} periods were billed, and their customers told by WhatsApp. See /tagihan`,
  }),
  'invoices.sent.staff': ({ sent, unreachable }) => ({
    text: lines(
      `${sent} open invoices were sent again by WhatsApp.`,
      unreachable > 0 ? `${unreachable} could not be: no known number.` : '',
    ),
  }),
  'debt.high.staff': (one) => ({
    text: `⚠️ ${one.customer} owes ${formatRupiah(one.owedRupiah)}.`,
    choices: [
      {
        label: 'See the balance',
        act: { intent: 'balance.show', input: { pelanggan: String(one.personId) } },
      },
    ],
  }),
}
