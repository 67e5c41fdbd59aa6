import type { InvoiceState } from '../../../domain/billing/invoice.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { bills as id } from '../id/bills.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'
import { methodNames } from './billing.ts'

const day = (value: string) => sayDay(value, 'en')

const states: Record<InvoiceState, string> = {
  draft: 'draft',
  open: 'not paid',
  partial: 'paid in part',
  paid: 'paid',
  carried: 'the rest is on the next invoice',
  void: 'cancelled',
}

export const bills: typeof id = {
  invoice: (one) =>
    lines(
      `Invoice ${one.number}`,
      ...one.lines,
      one.paidRupiah > 0 ? `Paid so far: ${rp(one.paidRupiah)}` : null,
      `To pay: ${rp(one.openRupiah)}`,
      one.daysLate > 0
        ? `It was due on ${day(one.dueOn)}, ${one.daysLate} days ago.`
        : `Please pay by ${day(one.dueOn)}.`,
      `Pay here: ${one.url}`,
    ),
  order: (name, openRupiah, url) => lines(`Order ${name}: ${rp(openRupiah)}`, `Pay here: ${url}`),
  total: (rupiah) => `All of it: ${rp(rupiah)}`,
  nothing: (paidUntil) =>
    paidUntil === null
      ? 'There is no invoice or order waiting to be paid.'
      : `There is no invoice or order waiting to be paid. Your internet is paid until ${day(paidUntil)}.`,
  chooseWhat: 'Which one would you like to pay?',
  choice: (what, openRupiah) => `${what} · ${rp(openRupiah)}`,
  all: 'All links',
  useBalance: (what) => `Use balance: ${what}`,
  useBalanceAsk: (what, amountRupiah, leftRupiah) =>
    `Pay ${rp(amountRupiah)} for ${what} from your balance? ${rp(leftRupiah)} is left then.`,
  paidByBalance: (what, leftRupiah) =>
    `${what} is paid from your balance. The code follows here in a moment. ${rp(leftRupiah)} is left.`,
  history: (payments, invoices) =>
    lines(
      ...(payments.length > 0 ? ['Your last payments:', ...payments] : []),
      payments.length > 0 && invoices.length > 0 ? '' : null,
      ...(invoices.length > 0 ? ['Your last invoices:', ...invoices] : []),
    ),
  noHistory:
    'There is no payment or invoice in your name yet. Write "voucher" to buy a WiFi voucher.',
  payment: (one) =>
    `• ${one.on}: ${rp(one.amountRupiah)} by ${methodNames[one.method] ?? one.method}, ${one.what ?? 'into the balance'}${one.reversed ? ' (taken back)' : ''}`,
  billed: (one) =>
    `• ${one.number}: ${rp(one.totalRupiah)}, ${states[one.state]}${one.state === 'partial' ? `, ${rp(one.openRupiah)} open` : ''}`,
  toReceipts: 'Receipts',
  toBills: 'Invoices & payment',
  receiptWhich: 'Which receipt?',
  receiptChoice: (what, amountRupiah, on) => `${what} · ${rp(amountRupiah)} · ${on}`,
  receiptComing: (number) => `Receipt ${number} follows here in a moment.`,
  noReceipts:
    'There is no receipt yet: one is made when an invoice or order is paid in full. Write "tagihan" to see what is open.',
  balance: (one) =>
    lines(
      `Your balance is ${rp(one.customerRupiah)}.`,
      ...(one.lines.length > 0 ? ['Balances of your lines:', ...one.lines] : []),
      one.owedRupiah > 0 ? `Not paid yet: ${rp(one.owedRupiah)}. Write "tagihan" to see it.` : null,
      one.netRupiah > 0 ? 'A balance goes toward the next invoice by itself.' : null,
    ),
  balanceLine: (username, name, walletRupiah) => `• ${name} (${username}): ${rp(walletRupiah)}`,
  buys: (one) =>
    one.periods > 0
      ? `   enough for ${one.periods} periods of ${one.package}, ${rp(one.leftRupiah)} left`
      : `   ${rp(one.lacksRupiah)} short of the next period`,
  buysVouchers: (quantity, name) =>
    `Enough for ${quantity} ${name} vouchers. Write "voucher", then choose "Use balance".`,
}
