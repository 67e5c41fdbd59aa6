import { formatRupiah } from '../../../domain/money.ts'
import { commissionOf, type Sales } from '../../../domain/resellers/reseller.ts'
import type { ResellerNotices, ResellerReplies } from '../reseller-words.ts'
import { methodNames } from './billing.ts'

const count = (pieces: number) =>
  `${pieces.toLocaleString('en-GB')} ${pieces === 1 ? 'voucher' : 'vouchers'}`

const sold = (sales: Sales) =>
  sales.pieces === 0
    ? 'nothing sold yet'
    : `${count(sales.pieces)}, ${formatRupiah(sales.amountRupiah)}, commission ${formatRupiah(commissionOf(sales))}`

const kinds = { top_up: 'Top-up', sale: 'Sold', refund: 'Refund', other: 'Adjustment' }

export const resellers: ResellerReplies = {
  menu: (name, deposit) =>
    `Hello${name ? ` ${name}` : ''}! Your deposit is ${deposit}.\nWrite "sell 1 daily", or with the buyer's number: "sell 1 daily 081234567890".`,
  menuSell: 'Sell a voucher',
  menuTopUp: 'Top up',
  menuStatement: 'Deposit & movements',
  menuSales: 'Sales this month',
  menuPrices: 'My prices',
  choose: 'Which voucher do you sell?',
  offer: (name, price, terms) => `${name} · ${price} · ${terms}`,
  noneForSale: 'There is nothing to sell at the moment.',
  unknownPackage: (typed) => `There is no package "${typed}". Pick one of these:`,
  badPhone: (typed) =>
    `${typed} is not a phone number, so nothing was sold. Example: sell 1 daily 081234567890`,
  tooMany: (max) => `At most ${max} vouchers at once. Sell them in several goes.`,
  sellAsk: ({ quantity, package: name, amount, to }) =>
    `Sell ${quantity} ${name}${to ? ` to ${to}` : ''}? ${amount} comes off your deposit.`,
  sold: (sale) =>
    [
      `✅ Sold ${sale.quantity} × ${sale.package}. ${formatRupiah(sale.amountRupiah)} from your deposit, ${formatRupiah(sale.depositRupiah)} left.`,
      sale.retailRupiah > sale.amountRupiah
        ? `Shop price ${formatRupiah(sale.retailRupiah)}, commission ${formatRupiah(commissionOf(sale))}.`
        : '',
      `Receipt no.: ${sale.receiptNumber}. The code follows in a moment.`,
    ]
      .filter(Boolean)
      .join('\n'),
  short: ({ quantity, package: name, amount, deposit, missing }) =>
    `Your deposit is not enough for ${quantity} × ${name} (${amount}): there is ${deposit}, ${missing} is missing. Nothing was sold.`,
  topUpBy: (amount) => `Top up ${amount}`,
  topUp: ({ amount, url, until }) =>
    [
      `Top up ${amount}. Pay here:`,
      url,
      `Your deposit grows by itself once it is paid. The link is good until ${until}.`,
    ].join('\n'),
  standing: ({ depositRupiah, today, month, movements }) =>
    [
      `Deposit: ${formatRupiah(depositRupiah)}`,
      `Today: ${sold(today)}`,
      `This month: ${sold(month)}`,
      ...(movements.length > 0 ? ['', 'Last movements:', ...movements] : []),
    ].join('\n'),
  movement: ({ at, kind, amount, what, to }) =>
    `• ${at} · ${kinds[kind]}${what ? ` ${what}` : ''} · ${amount}${to ? ` · ${to}` : ''}`,
  kinds,
  account: 'Reseller deposit',
  thisMonthPdf: 'PDF of this month',
  lastMonthPdf: 'PDF of last month',
  drawing: (month) => `The statement of ${month} is on its way.`,
  badMonth: (typed) => `"${typed}" is not a month. Examples: 2026-11, october, last month.`,
  sales: (month, lines, total) => [`Sales in ${month}: ${sold(total)}`, ...lines].join('\n'),
  noSales: (month) => `Nothing was sold in ${month}.`,
  salesLine: (name, sales) => `• ${name}: ${sold(sales)}`,
  otherMonth: (month) => `See ${month}`,
  prices: (lines) => `Your prices:\n${lines.join('\n')}`,
  priceLine: (name, price, retail) => `• ${name}: ${price}, shop price ${retail}`,

  added: ({ name, isNew, told, low, deposit }) =>
    [
      isNew ? `${name} is a reseller now.` : `${name} is a reseller already; saved.`,
      `Deposit ${deposit}, warned below ${low}.`,
      isNew && !told
        ? 'Ask them to send "menu" to our WhatsApp from that number; from there they can top up and sell.'
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  list: (lines, total) => `Resellers:\n${lines.join('\n')}\nDeposits together ${total}.`,
  listLine: ({ id, name, phone, deposit, pieces, left }) =>
    `• ${id} · ${name}${phone && phone !== name ? ` · ${phone}` : ''} · deposit ${deposit} · this month ${count(pieces)}${left ? ' · left' : ''}`,
  none: 'There is no reseller yet. Add one with /reseller tambah 081234567890 "Toko Berkah".',
  card: ({ id, name, phone, low, left }) =>
    `${name} (${id})${phone && phone !== name ? `, ${phone}` : ''}${left ? ', left' : ''}\nWarned below ${low}`,
  priceAsk: ({ who, package: name, price, above, below }) =>
    [
      `Set the price of ${name} for ${who ?? 'all resellers'} to ${price}?`,
      above
        ? `⚠️ This is above the shop price of ${above}: whoever sells at that loses money.`
        : '',
      below ? `⚠️ This is below your cost of ${below}: every sale loses money.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  priceSet: ({ who, package: name, price }) =>
    who
      ? `${name} costs ${who} ${price} from now on.`
      : `${name} costs resellers ${price} from now on, except those with a price of their own.`,
  priceReset: ({ who, package: name }) =>
    who
      ? `${who} pays the usual reseller price of ${name} from now on.`
      : `${name} has no reseller price any more: the shop price holds, except for those with a price of their own.`,
  depositAsk: (name, amount) => `Take ${amount} in cash as a deposit of ${name}?`,
  deposited: (name, amount, deposit, receipt) =>
    `The deposit of ${name} grew by ${amount}, to ${deposit}.${receipt ? `\nReceipt no.: ${receipt}` : ''}`,
  report: (month, { rows, total }) =>
    [
      `Sales by resellers in ${month}`,
      ...rows.map(
        (row) => `• ${row.name}: ${sold(row)} · deposit ${formatRupiah(row.depositRupiah)}`,
      ),
      '',
      `Total: ${sold(total)}`,
      `Shop value ${formatRupiah(total.retailRupiah)} · deposits held ${formatRupiah(total.depositRupiah)}`,
    ].join('\n'),
  noReport: (month) => `Resellers sold nothing in ${month}.`,
  paper: (month) => ({
    title: `Sales by resellers ${month}`,
    reseller: 'Reseller',
    pieces: 'Vouchers',
    paid: 'Paid from deposit',
    retail: 'Shop price',
    commission: 'Commission',
    deposit: 'Deposit now',
    total: 'Total',
  }),
}

const by = (method: string) => methodNames[method] ?? method

export const resellerNotices: ResellerNotices = {
  'reseller.deposited.staff': ({ reseller, amountRupiah, depositRupiah, method }) => ({
    text: `💰 ${reseller} topped up ${formatRupiah(amountRupiah)} by ${by(method)}, to ${formatRupiah(depositRupiah)}.`,
  }),
  'reseller.passed_on': ({ package: name, buyerPhone, sent }) => ({
    text: sent
      ? `The ${name} voucher went to ${buyerPhone} on WhatsApp. This is a copy:`
      : `There is no WhatsApp chat with ${buyerPhone} that we may write to, so please pass the next message on:`,
  }),
}
