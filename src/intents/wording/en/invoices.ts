import type { InvoiceState } from '../../../domain/billing/invoice.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { invoices as id } from '../id/invoices.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'

const day = (value: string) => sayDay(value, 'en')

const states: Record<InvoiceState, string> = {
  draft: 'draft, not issued yet',
  open: 'not paid',
  partial: 'paid in part',
  paid: 'paid',
  carried: 'the rest went onto the next invoice',
  void: 'cancelled',
}

const older = (since: string | null) => (since === null ? '' : `, older rest since ${day(since)}`)

const sums = (one: { onlyOpen: boolean; totalRupiah: number; openRupiah: number }) =>
  one.onlyOpen
    ? `${rp(one.openRupiah)} open`
    : `${rp(one.totalRupiah)} billed${one.openRupiah > 0 ? ` · open with older rests ${rp(one.openRupiah)}` : ''}`

export const invoices: typeof id = {
  overview: (one) =>
    lines(
      `Invoices of this month (${day(one.from)} to ${day(one.to)})`,
      '',
      `Issued: ${one.issued}, ${rp(one.issuedRupiah)}`,
      `Paid: ${one.paid}, ${rp(one.paidRupiah)}`,
      `Open (of all months): ${one.open}, ${rp(one.openRupiah)}`,
      one.late > 0
        ? `Past their due day: ${one.late}, ${rp(one.lateRupiah)}`
        : 'Nobody is past the due day. 👍',
    ),
  buttons: {
    unpaid: 'Open',
    late: 'Late',
    paid: 'Paid this month',
    drafts: (count) => `Drafts (${count})`,
    issue: 'Issue now',
    sendAll: 'Send all again',
    arrears: 'Age of debts',
    report: 'Billing figures',
    settings: 'Settings',
    pdf: 'PDF',
    send: 'Send to the customer',
    pay: 'Record a payment',
    credit: 'Reduce',
    void: 'Cancel the invoice',
    balance: 'Balance',
    receipt: 'Receipt',
    issueDraft: 'Issue',
    dropDraft: 'Drop the draft',
    next: 'Next',
    back: 'Back',
  },
  listTitles: {
    all: 'All invoices',
    paid: 'Paid invoices',
    unpaid: 'Open invoices',
    late: 'Late invoices',
  },
  list: (one) =>
    lines(
      [one.title, one.whose, one.month].filter(Boolean).join(' · '),
      ...one.lines,
      '',
      `${one.count} invoices, ${sums(one)}${one.pages > 1 ? ` · page ${one.page} of ${one.pages}` : ''}`,
    ),
  noneListed: (title, whose) => `${title}${whose === null ? '' : ` · ${whose}`}: none.`,
  line: (one) =>
    `• ${one.number ?? `#${one.id}`} · ${one.customer} · ${one.openRupiah > 0 ? rp(one.openRupiah) : rp(one.totalRupiah)} · ${one.daysLate > 0 ? `${one.daysLate} days late` : one.openRupiah > 0 ? `${states[one.state]}, due ${day(one.dueOn)}` : states[one.state]}${older(one.olderSince)}`,
  draftLine: (number, customer) => `#${number} · ${customer}`,
  drafts: 'Drafts that are not issued:',
  noDrafts: 'There is no draft. Make one with /tagihan buat.',
  show: (one) =>
    lines(
      `Invoice ${one.number}: ${states[one.state]}`,
      [one.customer, one.phone, one.service].filter(Boolean).join(' · '),
      '',
      ...one.lines,
      `Total: ${rp(one.totalRupiah)}`,
      one.paidRupiah > 0 ? `Paid: ${rp(one.paidRupiah)}` : null,
      one.openRupiah > 0 ? `Open: ${rp(one.openRupiah)}` : null,
      `${one.issuedOn === null ? '' : `Issued ${day(one.issuedOn)} · `}due ${day(one.dueOn)}${one.daysLate > 0 ? ` (${one.daysLate} days late)` : ''}${older(one.olderSince)}`,
      one.receiptNumber === null ? null : `Receipt no.: ${one.receiptNumber}`,
      one.voidReason === null ? null : `Cancelled because: ${one.voidReason}`,
      one.url === null ? null : `Payment link: ${one.url}`,
    ),
  printing: (number) => `Making the PDF of ${number}…`,
  issueAsk: (count) =>
    `Issue invoices now? ${count} lines have a period that may be billed. Their customers are told at once.`,
  issueNone: 'No line may be billed yet. Invoices are issued by themselves every day.',
  issuing: 'Invoices are being issued. I will tell you here what it came to.',
  issuedFor: (customer, issued) =>
    `${issued} periods of ${customer} were billed, and the customer was told.`,
  nothingDue: (customer, next) =>
    next === null
      ? `${customer} has no line. For anything else: /tagihan buat`
      : `It is too early to bill ${customer}. The next period begins on ${day(next)}.`,
  draftReady: 'This is the draft. The customer knows nothing yet, and nothing is owed.',
  draftIssued: (number) =>
    `Invoice ${number} is issued. The customer is told on WhatsApp, if he ever wrote there.`,
  draftDropped: 'The draft is dropped. Nothing is owed.',
  voidAsk: (one) =>
    lines(
      `Cancel invoice ${one.number} of ${one.customer}, ${rp(one.totalRupiah)}?`,
      one.paidRupiah > 0
        ? `The ${rp(one.paidRupiah)} that were paid go to the balance.`
        : 'Nothing was paid for it yet.',
      one.carriedRupiah > 0
        ? `The ${rp(one.carriedRupiah)} it carries are asked for again by the invoice they came from.`
        : null,
      one.again ? 'Its period is billed anew at the price of now.' : null,
      'The customer is told. This cannot be undone.',
    ),
  voided: (number, toWalletRupiah) =>
    `Invoice ${number} is cancelled.${toWalletRupiah > 0 ? ` ${rp(toWalletRupiah)} went to the customer's balance.` : ''}`,
  creditAsk: (one) =>
    one.amountRupiah > one.openRupiah
      ? `Reduce invoice ${one.number} of ${one.customer} by ${rp(one.amountRupiah)}? Its open ${rp(one.openRupiah)} are paid then, and ${rp(one.amountRupiah - one.openRupiah)} go to the balance. The customer is told.`
      : `Reduce invoice ${one.number} of ${one.customer} by ${rp(one.amountRupiah)}? What is open goes from ${rp(one.openRupiah)} to ${rp(one.openRupiah - one.amountRupiah)}. The customer is told.`,
  credited: (number, openRupiah) =>
    `Invoice ${number} is reduced. ${openRupiah > 0 ? `${rp(openRupiah)} is open.` : 'Nothing is left to pay.'}`,
  sendAllAsk: (count, openRupiah) =>
    `Send ${count} open invoices (${rp(openRupiah)}) again by WhatsApp, each with its payment link?`,
  sendingAll: 'Sending them. I will tell you here how many it were.',
  sent: (sent, unreachable) =>
    sent === 0
      ? 'Nothing was sent: the customer never wrote and has no known number.'
      : `${sent} invoices were sent by WhatsApp.${unreachable > 0 ? ` ${unreachable} could not be: no known number.` : ''}`,
  notOwed: (number, state) => `Invoice ${number}: ${states[state]}. There is nothing to send.`,
  reasons: ['billed by mistake', 'network trouble', 'customer left'],
  receipts: (customer) => `Which receipt of ${customer}?`,
  noReceipts: (customer) => `${customer} has paid nothing in full yet, so there is no receipt.`,
  receiptChoice: (what, amountRupiah, on) => `${what} · ${rp(amountRupiah)} · ${on}`,
}
