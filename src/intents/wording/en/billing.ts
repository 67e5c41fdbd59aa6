import { formatRupiah } from '../../../domain/money.ts'
import type { BillingNotices, MethodNames } from '../billing-words.ts'

export const methodNames: MethodNames = {
  cash: 'cash',
  transfer: 'bank transfer',
  balance: 'balance',
  credit: 'credit',
}

const lines = (...all: string[]) => all.filter(Boolean).join('\n')

export const billingNotices: BillingNotices = {
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
