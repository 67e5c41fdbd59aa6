import type { Bucket } from '../../../domain/billing/ageing.ts'
import type { CashPlan } from '../../../domain/billing/plan-cash.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { balances as id } from '../id/balances.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'
import { methodNames } from './billing.ts'

const by = (method: string) => methodNames[method] ?? method

const causes: Record<string, string> = {
  payment: 'paid in or too much',
  balance: 'paid with',
  adjustment: 'corrected by the team',
  payout: 'paid out',
  refund: 'order refunded',
  'payment reversed': 'payment taken back',
  'invoice void': 'invoice cancelled',
  'order expired': 'order closed',
}

const buckets: Record<Bucket, string> = {
  notDue: 'Not due yet',
  week: '1–7 days',
  month: '8–30 days',
  twoMonths: '31–60 days',
  older: 'Over 60 days',
}

const plan = ({ pays, surplusRupiah }: CashPlan) => [
  ...pays.map(({ number, appliedRupiah, openRupiah }) =>
    openRupiah > 0
      ? `• ${number}: ${rp(appliedRupiah)}, ${rp(openRupiah)} still open`
      : `• ${number}: ${rp(appliedRupiah)}, paid`,
  ),
  surplusRupiah > 0 ? `• Balance: ${rp(surplusRupiah)}` : null,
]

export const balances: typeof id = {
  payMenu: 'Payments: what would you like to do?',
  payButtons: {
    record: 'Record a payment',
    transfers: 'A transfer is there',
    reverse: 'Take a payment back',
    refund: 'Refund an order',
    receipts: 'Receipts',
  },
  payAsk: (one) =>
    lines(
      `Record ${one.parts.map(({ method, amountRupiah }) => `${rp(amountRupiah)} ${by(method)}`).join(' + ')} from ${one.customer}?`,
      'It is divided like this:',
      ...plan(one.plan),
      one.laterRupiah > 0 ? `The other ${rp(one.laterRupiah)} is paid later (on credit).` : null,
      one.twin === null
        ? null
        : `⚠️ The same amount was recorded ${one.twin}. Make sure this is not that one.`,
    ),
  paid: (customer, amountRupiah, divided) =>
    lines(
      `${rp(amountRupiah)} from ${customer} is recorded.`,
      ...plan(divided),
      divided.pays.some(({ openRupiah }) => openRupiah > 0)
        ? 'What is still open has its receipt once it is paid in full.'
        : null,
    ),
  partsDiffer: (sumRupiah, amountRupiah) =>
    `the parts come to ${rp(sumRupiah)}, and the total is ${rp(amountRupiah)}. Example: bagi="60k cash, 40k transfer"`,
  notHis: (number, customer) => `${number} is no invoice of ${customer}`,
  nothingOpen: (customer) =>
    `${customer} has no open invoice; give an amount to put it into the balance`,
  reverseAsk: (one) =>
    `Take back the payment of ${rp(one.amountRupiah)} (${by(one.method)}, ${one.when}) by ${one.customer} for ${one.number}? The invoice opens again and the customer is told.`,
  reversed: (number, amountRupiah) =>
    `The payment of ${rp(amountRupiah)} for ${number} is taken back.`,
  reverseReasons: ['entered by mistake', 'no money came', 'sent to us by mistake'],
  paymentChoice: (customer, amountRupiah, method, on) =>
    `${customer} · ${rp(amountRupiah)} · ${by(method)} · ${on}`,

  show: (one) =>
    lines(
      `Balance of ${one.customer}${one.phone === null ? '' : ` (${one.phone})`}`,
      '',
      `Customer balance: ${rp(one.walletRupiah)}`,
      ...(one.lines.length > 0 ? ['Balances of lines:', ...one.lines] : []),
      `Not paid: ${rp(one.owedRupiah)}`,
      one.netRupiah < 0 ? `Net: owes ${rp(-one.netRupiah)}` : `Net: ${rp(one.netRupiah)}`,
      ...(one.moved.length > 0 ? ['', 'Lately:', ...one.moved] : []),
    ),
  line: (username, name, walletRupiah, owedRupiah) =>
    `• ${username} (${name}): ${rp(walletRupiah)}${owedRupiah > 0 ? `, ${rp(owedRupiah)} not paid` : ''}`,
  buys: (one) =>
    one.periods > 0
      ? `   enough for ${one.periods} periods of ${one.package}, ${rp(one.leftRupiah)} left`
      : `   ${rp(one.lacksRupiah)} short of the next period`,
  moved: (on, amountRupiah, cause, username) =>
    `• ${on}: ${amountRupiah > 0 ? '+' : ''}${rp(amountRupiah)}, ${causes[cause] ?? cause}${username === null ? '' : ` (${username})`}`,
  standing: (one) =>
    lines(
      'Balances of all customers',
      '',
      `In credit: ${one.inCredit} customers, ${rp(one.creditRupiah)}`,
      `In debt: ${one.inDebt} customers, ${rp(one.debtRupiah)}`,
      one.idle > 0
        ? `Not moved for over ${one.idleDays} days: ${one.idle}, ${rp(one.idleRupiah)}`
        : null,
      ...(one.lines.length > 0 ? ['', 'Largest:', ...one.lines] : []),
      '',
      'One customer: /saldo budi',
    ),
  holder: (customer, netRupiah) => `• ${customer}: ${rp(netRupiah)}`,
  buttons: { add: 'Add', subtract: 'Take off', payOut: 'Pay out' },
  addAsk: (customer, amountRupiah, owedRupiah, where) =>
    lines(
      `Add ${rp(amountRupiah)} to the balance of ${customer}${where === null ? '' : ` (${where})`}?`,
      owedRupiah > 0
        ? `${rp(owedRupiah)} is open on invoices, so it pays for those at once.`
        : null,
      'This is money the business gives, not a payment. For money received use /bayar. The customer is told.',
    ),
  subtractAsk: (one) =>
    lines(
      `Take ${rp(one.amountRupiah)} off the balance of ${one.customer}${one.where === null ? '' : ` (${one.where})`}?`,
      one.amountRupiah > one.hasRupiah
        ? `There are only ${rp(one.hasRupiah)}; the other ${rp(one.amountRupiah - one.hasRupiah)} becomes an invoice that can be paid by its link.`
        : `It goes from ${rp(one.hasRupiah)} to ${rp(one.hasRupiah - one.amountRupiah)}.`,
      'The customer is told.',
    ),
  adjusted: (customer, netRupiah) =>
    netRupiah < 0
      ? `Saved. ${customer} owes ${rp(-netRupiah)} now.`
      : `Saved. The balance of ${customer} is ${rp(netRupiah)} now.`,
  payOutAsk: (customer, amountRupiah, hasRupiah) =>
    `Hand ${rp(amountRupiah)} in cash from the balance of ${customer} (${rp(hasRupiah)})? ${rp(hasRupiah - amountRupiah)} is left then.`,
  paidOut: (customer, amountRupiah, netRupiah) =>
    `${rp(amountRupiah)} was paid out of the balance of ${customer}. ${rp(netRupiah)} is left.`,
  adjustReasons: ['sorry for the outage', 'miscalculated', 'bonus'],

  arrears: (one) =>
    lines(
      `Owed on ${sayDay(one.on, 'en')}: ${rp(one.totalRupiah)} by ${one.customers} customers`,
      '',
      ...one.buckets.map(
        ({ bucket, rupiah, customers }) =>
          `${buckets[bucket]}: ${rp(rupiah)}${customers > 0 ? ` (${customers} customers)` : ''}`,
      ),
      one.buckets.reduce((sum, { customers }) => sum + customers, 0) > one.customers
        ? 'One customer may be in several ages.'
        : null,
      '',
      'Largest:',
      ...one.top.map(
        ({ customer, rupiah, daysLate }) =>
          `• ${customer}: ${rp(rupiah)}${daysLate > 0 ? `, oldest ${daysLate} days` : ''}`,
      ),
    ),
  noArrears: 'Nobody owes anything. 👍',
  arrearsPaper: {
    title: 'Age of debts',
    customer: 'Customer',
    phone: 'Phone',
    total: 'Total',
    days: 'Days late',
    buckets,
  },
  excel: 'Excel',
  makingTable: 'Making the table…',

  report: ({ overview, takings, carried, standing }, idleDays) =>
    lines(
      `Billing figures, ${sayDay(overview.from, 'en')} until today`,
      '',
      `Billed: ${overview.issued} invoices, ${rp(overview.issuedRupiah)}`,
      `Money in for invoices: ${rp(takings.reduce((sum, { rupiah }) => sum + rupiah, 0))}`,
      ...takings.map(
        ({ method, payments, rupiah }) => `   ${by(method)}: ${payments} times, ${rp(rupiah)}`,
      ),
      `Paid in part: ${carried.partialPayments} times`,
      `Shortfalls carried on: ${carried.shortfalls}, ${rp(carried.shortfallRupiah)}${carried.shortfalls > 0 ? ` (largest ${rp(carried.largestShortfallRupiah)})` : ''}`,
      `Surpluses put into balances: ${carried.surpluses}, ${rp(carried.surplusRupiah)}${carried.surpluses > 0 ? ` (largest ${rp(carried.largestSurplusRupiah)})` : ''}`,
      `Paid from balances: ${carried.balancePayments} times, ${rp(carried.balanceRupiah)}`,
      carried.credits > 0 ? `Reductions: ${carried.credits}, ${rp(carried.creditRupiah)}` : null,
      '',
      `Balances now: ${rp(standing.creditRupiah)} (${standing.inCredit} customers)`,
      `Open now: ${rp(standing.debtRupiah)} (${standing.inDebt} customers)`,
      `Not moved for over ${idleDays} days: ${standing.idle}, ${rp(standing.idleRupiah)}`,
    ),
}
