import type { FileProblem } from '../../../domain/media/sent-file.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { Candidate } from '../../../domain/payments/mutation.ts'
import type { AwaitedItem } from '../../../domain/payments/proof.ts'
import type { GatewayMonth, Mismatch } from '../../../domain/payments/reconciliation.ts'
import type { moneyChecks as id } from '../id/money-checks.ts'
import { lines } from '../lines.ts'
import { type MoneyCheckNotices, proofChoices } from '../money-check-words.ts'
import { sayDay, sayMonth } from '../say-when.ts'

const day = (value: string) => sayDay(value, 'en')

const candidate = (one: Candidate) =>
  ({
    charge: `Transfer of ${one.customer}: ${one.title} ${rp(one.amountRupiah)}`,
    payment: `Recorded: ${one.customer} ${one.title ?? ''}`.trim(),
    invoice: `${one.customer}: ${one.title} ${rp(one.amountRupiah)}`,
    customer: `Balance of ${one.customer}`,
  })[one.kind]

const kinds: Record<Mismatch['kind'], string> = {
  day: 'Payments differ from the books',
  old: 'Not paid out',
  held: 'Held',
  stray: 'News of a payment without a charge',
  unread: 'News of a payment not read',
  unknown: 'Charge the gateway never answered',
  reversed: 'Payment taken back',
  unseen: 'Confirmed by hand, not on the bank list',
  refund: 'Refund not settled',
  waiting: 'Bank lines not decided',
}

const mismatch = (one: Mismatch): string => {
  switch (one.kind) {
    case 'day':
      return `${one.gateway}, ${day(one.day)}: paid ${rp(one.paidRupiah)}, in the books ${rp(one.bookedRupiah)}`
    case 'old':
      return `${one.gateway}: ${rp(one.amountRupiah)} not paid out for more than ${one.days} days`
    case 'held':
      return `${one.gateway} ${one.reference}: news of a payment held, ${day(one.day)}`
    case 'stray':
      return `${one.gateway} ${one.reference}: news of a payment for no charge of ours, ${day(one.day)}`
    case 'unread':
      return `${one.gateway} ${one.reference}: news of a payment not read yet, ${day(one.day)}`
    case 'unknown':
      return `${one.gateway} ${one.reference}: ${rp(one.amountRupiah)}, the gateway never answered, ${day(one.day)}`
    case 'reversed':
      return `Payment #${one.paymentId} of ${one.customer}, ${rp(one.amountRupiah)}, was taken back, ${day(one.day)}`
    case 'unseen':
      return `Payment #${one.paymentId} of ${one.customer}, ${rp(one.amountRupiah)}, was confirmed by hand and is not on the bank list, ${day(one.day)}`
    case 'refund':
      return `Refund of payment #${one.paymentId}, ${one.customer}, ${rp(one.amountRupiah)}: ${one.state === 'asked' ? 'the gateway is still being asked' : 'refused, the money is in the balance'}`
    case 'waiting':
      return `${one.count} bank lines, ${rp(one.amountRupiah)}, wait for a decision: /bayar mutasi`
  }
}

export const moneyChecks: typeof id = {
  proofTaken: 'Thank you, we have your picture and are checking. You will hear from us here.',
  photoForWhat:
    'Thank you for the picture. Nothing of yours is waiting to be paid right now. If it is about something else, we can pass it on to a person.',
  photoPassedOn: 'Your picture is with the team now. Please wait a moment.',
  passPhoto: 'Pass it on to the team',
  buyVoucher: 'Buy a voucher',
  proofAsk: (amount, customer, title) =>
    `Has ${amount} of ${customer} for ${title} really arrived? It is recorded as a transfer.`,
  proofRecorded: (amount, surplusRupiah) =>
    `Transfer of ${amount} recorded.${surplusRupiah > 0 ? ` ${rp(surplusRupiah)} went to the balance.` : ''}`,
  proofDeclined: 'Marked as not arrived, and the customer knows.',

  chooseAccount: 'Which account is this list of?',
  reading: 'Reading the list…',
  fileFor: (account) => `List of ${account}`,
  mutationsHow:
    'Paste or forward notices of the bank here, or send a CSV/XLSX file from internet banking.',
  noneWaiting: 'No bank lines wait for a decision.',
  waiting: (count, page, pages) =>
    `${count} bank lines wait for a decision${pages > 1 ? ` (page ${page} of ${pages})` : ''}:`,
  mutation: (one) =>
    `${one.place}. ${rp(one.amountRupiah)}${one.day === null ? '' : `, ${day(one.day)}`}\n   ${one.text}`,
  candidate,
  notAPayment: 'Not a payment',
  otherCustomer: 'Another customer…',
  sendFile: 'Send a file',
  next: 'Next',
  showWaiting: (count) => `Show what waits (${count})`,
  undo: 'Put it back',
  decideAsk: (one) =>
    `Record ${rp(one.amountRupiah)}${one.day === null ? '' : ` (${day(one.day)})`} “${one.text}” as: ${one.to}? It cannot be undone from here.`,
  toCharge: (customer, title, askedRupiah) =>
    `the transfer of ${customer} for ${title} (${rp(askedRupiah)} was asked)`,
  toInvoice: (customer, number, openRupiah) =>
    `payment of ${number} by ${customer} (${rp(openRupiah)} open)`,
  toCustomer: (customer) => `payment by ${customer}: oldest invoice first, the rest to the balance`,
  decided: (amountRupiah) => `${rp(amountRupiah)} recorded.`,
  bound: (amountRupiah) => `${rp(amountRupiah)} put to the payment that was recorded before.`,
  ignored: (amountRupiah) => `${rp(amountRupiah)} marked as no payment.`,
  reopened: (amountRupiah) => `${rp(amountRupiah)} is back on the list.`,

  settleAsk: (one) =>
    lines(
      `Record that ${one.gateway} paid out ${rp(one.amountRupiah)}, fee ${rp(one.feeRupiah)}, ${day(one.day)}?`,
      one.amountRupiah + one.feeRupiah > one.heldRupiah
        ? `⚠️ By the books ${one.gateway} holds only ${rp(one.heldRupiah)}. Please check the figures.`
        : null,
    ),
  settled: (gateway, amountRupiah, leftRupiah) =>
    `${gateway} paid out ${rp(amountRupiah)}: recorded. It still holds ${rp(leftRupiah)}.`,

  reconcileTitle: (month) => `Reconciliation ${sayMonth(month, 'en')}`,
  gatewayMonth: (one: GatewayMonth) =>
    lines(
      '',
      `${one.gateway}: ${one.sum.payments} payments ${rp(one.sum.paidRupiah)}, in the books ${rp(one.sum.bookedRupiah)}`,
      `Paid out ${rp(one.sum.settledRupiah)}, fees ${rp(one.sum.feeRupiah)}${one.expectedFeeRupiah > 0 ? ` (by tariff ${rp(one.expectedFeeRupiah)})` : ''}${one.sum.backRupiah === 0 ? '' : `, sent back ${rp(one.sum.backRupiah)}`}`,
      `Still with ${one.gateway}: ${rp(one.heldRupiah)} (${rp(one.beforeRupiah)} when the month began)`,
      ...one.days.map(
        (on) =>
          `• ${day(on.day)}: paid ${rp(on.paidRupiah)}, books ${rp(on.bookedRupiah)}, paid out ${rp(on.settledRupiah)}, fees ${rp(on.feeRupiah)}${on.paidRupiah === on.bookedRupiah ? '' : ` ⚠️ off by ${rp(on.paidRupiah - on.bookedRupiah)}`}`,
      ),
    ),
  nothingMoved: 'No money moved in this month.',
  allMatches: 'Everything matches. 👍',
  mismatches: (count) => `To look into (${count}):`,
  mismatch: (one) => `• ${mismatch(one)}`,
  more: (count) => `… and ${count} more, all of them in the Excel file.`,
  excel: 'Excel',
  monthBefore: 'The month before',
  makingTable: 'Making the table…',
  paper: {
    days: 'By day',
    mismatches: 'To look into',
    columns: {
      gateway: 'Gateway',
      day: 'Day',
      payments: 'Payments',
      paid: 'Paid',
      booked: 'Booked',
      back: 'Sent back',
      settled: 'Paid out',
      fee: 'Fees',
      off: 'Difference',
    },
    found: { kind: 'What', about: 'About', day: 'Day', amount: 'Amount' },
    kinds,
    total: 'Total',
  },

  refundChoice: (one) => `${rp(one.amountRupiah)} · ${one.customer} · ${one.title} · ${one.method}`,
  refundWays: { wallet: 'To the balance', source: 'To where it came from' },
  refundAsk: (one) =>
    lines(
      `Give ${rp(one.amountRupiah)} of ${one.customer} (${one.method}) back ${one.to === 'source' ? 'to where it came from' : 'to the balance'}?`,
      one.undoes === 'order'
        ? `The order ${one.title} is cancelled and its vouchers are revoked.`
        : one.undoes === 'invoice'
          ? `Invoice ${one.title} is voided; all that was paid for it goes to the balance.`
          : 'The money is in the balance already; no order and no invoice changes.',
      one.to === 'source'
        ? 'What the customer still owes is paid from the balance first; the rest is sent.'
        : null,
      'The customer is told. This cannot be undone.',
    ),
  refundedToWallet: (amountRupiah, customer) =>
    `${rp(amountRupiah)} is in the balance of ${customer}.`,
  refundAsked: (sentRupiah, customer, method) =>
    `${rp(sentRupiah)} for ${customer} is on its way back by ${method}. I will tell you here.`,
  refundReasons: ['paid by mistake', 'trouble with the service', 'paid twice'],
}

const lost: Record<FileProblem, string> = {
  too_big: 'The picture has more than 10 MB and could not be fetched.',
  wrong_kind: 'The file is no picture and no PDF.',
  gone: 'The picture cannot be fetched any more.',
}

const item = (one: AwaitedItem) =>
  one.kind === 'charge'
    ? `• ${one.title}: exactly ${rp(one.amountRupiah)} to ${one.account}${one.declined ? ' (marked as not arrived before)' : ''}`
    : `• ${one.title}: ${rp(one.amountRupiah)} open`

export const moneyCheckNotices: MoneyCheckNotices = {
  'proof.card': (one) => ({
    text: lines(
      `📷 ${one.customer} sent a proof of payment${one.photos > 1 ? ` (picture ${one.photos})` : ''}.`,
      one.caption === '' ? null : `“${one.caption}”`,
      one.problem === null
        ? null
        : `⚠️ ${lost[one.problem]} Look at the account, or ask for it again.`,
      'What waits:',
      ...one.items.map(item),
      'Pictures can be forged: confirm once you see the money on the account.',
    ),
    choices: proofChoices(one, {
      arrived: 'The money is there',
      missing: 'Not there',
      record: (amountRupiah) => `Record ${rp(amountRupiah)}`,
      other: 'Another amount…',
      take: 'Take this chat',
    }),
    ...(one.file && { file: one.file }),
  }),
  'mutations.brought': (one) => ({
    text: lines(
      `${one.account}: ${one.read} incoming lines read.`,
      `New ${one.fresh}, seen before ${one.seen}${one.outgoing > 0 ? `, outgoing and left out ${one.outgoing}` : ''}.`,
      one.matchedCount > 0 ? `✅ Matched ${one.matchedCount}:` : null,
      ...one.matched.map(
        (match) =>
          `• ${rp(match.amountRupiah)} ${match.customer}, ${match.title}${match.before ? ' (confirmed before)' : ''}`,
      ),
      one.matchedCount > one.matched.length
        ? `… and ${one.matchedCount - one.matched.length} more.`
        : null,
      one.waiting > 0 ? `❓ Not clear what for: ${one.waiting}` : null,
      one.unreadCount > 0 ? `⚠️ ${one.unreadCount} lines could not be read:` : null,
      ...one.unread.map(({ line, text }) => `• line ${line}: ${text}`),
    ),
    choices:
      one.waiting > 0
        ? [
            {
              label: moneyChecks.showWaiting(one.waiting),
              act: { intent: 'payment.mutations', input: {} },
            },
          ]
        : [],
    free: {
      act: { intent: 'payment.mutations', input: { rekening: one.account } },
      field: 'isi',
    },
  }),
  'mutations.not_read': ({ name, why }) => ({
    text: {
      too_big: `The file ${name} has more than 10 MB. Take a shorter period and send it again.`,
      wrong_kind: `The file ${name} is no CSV or XLSX. Download the list as CSV or Excel and send it again.`,
      gone: `The file ${name} cannot be fetched any more. Please send it again.`,
      not_a_list: `There are no columns for day and amount in ${name}. Send the list as internet banking gives it (CSV or XLSX), or paste its text.`,
      table: `The file ${name} could not be opened as a table. Save it as XLSX or CSV without a password and send it again.`,
    }[why],
  }),
  'refund.sent.staff': ({ paymentId, customer, amountRupiah, method }) => ({
    text: `Payment #${paymentId}: ${rp(amountRupiah)} for ${customer} was sent back by ${method}.`,
  }),
  'refund.refused.staff': ({ paymentId, customer, amountRupiah, method, problem }) => ({
    text: `⚠️ ${method} refuses to send ${rp(amountRupiah)} back (payment #${paymentId}, ${customer}): ${problem}. It stays in the balance of the customer; pay it out by /saldo, or try again.`,
  }),
  'reconciliation.file': ({ file }) => ({ text: '', file }),
}
