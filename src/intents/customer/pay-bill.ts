import { z } from 'zod'
import { type OwnInvoice, ownInvoices, paidUntilOf } from '../../domain/billing/own-bills.ts'
import type { Deps } from '../../domain/deps.ts'
import { walletOf } from '../../domain/ledger/account.ts'
import { balanceOf } from '../../domain/ledger/balance-of.ts'
import { formatRupiah } from '../../domain/money.ts'
import { listOpenOrders } from '../../domain/payments/list-open-orders.ts'
import { payOrderFromWallet } from '../../domain/payments/pay-order-from-wallet.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayBillLine } from '../wording/say-bill-line.ts'
import { words } from '../wording/words.ts'

// What people have to pay. Whose it is comes from the chat, never from what is written.

/** All that is open, each with its lines and its link. */
export const showBills = defineIntent({
  name: 'customer.bills',
  who: 'everyone',
  when: 'The person asks what they have to pay, or when it is due.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const own = await readOwn(deps, turn)
    const texts = [
      ...own.invoices.map((one) => sayInvoice(turn, one)),
      ...own.orders.map((one) => words(turn).bills.order(nameOf(one), one.amountRupiah, one.url)),
    ]
    if (texts.length === 0) return nothing(deps, turn)
    if (texts.length > 1) texts.push(words(turn).bills.total(own.totalRupiah))
    return { text: texts.join('\n\n'), choices: balanceButtons(turn, own) }
  },
})

/** The link; of several, whoever pays chooses. */
export const payBill = defineIntent({
  name: 'customer.pay',
  who: 'everyone',
  when: 'The person wants to pay now, or asks for the payment link.',
  input: z.object({
    invoice: z.number().int().positive().optional(),
    order: z.number().int().positive().optional(),
  }),
  async run(deps, { invoice: invoiceId, order: orderId }, turn) {
    const { bills } = words(turn)
    const own = await readOwn(deps, turn)
    const invoice = own.invoices.find(({ id }) => id === invoiceId)
    if (invoice) return { text: sayInvoice(turn, invoice) }
    const order = own.orders.find(({ id }) => id === orderId)
    if (order) return payOrder(turn, own, order)
    const count = own.invoices.length + own.orders.length
    if (count === 0) return nothing(deps, turn)
    const [firstInvoice] = own.invoices
    const [firstOrder] = own.orders
    if (count === 1 && firstInvoice) return { text: sayInvoice(turn, firstInvoice) }
    if (count === 1 && firstOrder) return payOrder(turn, own, firstOrder)
    return {
      text: bills.chooseWhat,
      choices: [
        ...own.invoices.map(({ id, number, openRupiah }) => ({
          label: bills.choice(number, openRupiah),
          act: { intent: 'customer.pay', input: { invoice: id } },
        })),
        ...own.orders.map((one) => ({
          label: bills.choice(nameOf(one), one.amountRupiah),
          act: { intent: 'customer.pay', input: { order: one.id } },
        })),
        { label: bills.all, act: { intent: 'customer.bills', input: {} } },
      ],
    }
  },
})

/** What lies with us pays for an order of his own. */
export const payByBalance = defineIntent({
  name: 'customer.pay_by_balance',
  who: 'everyone',
  input: z.object({ order: z.number().int().positive() }),
  async confirm(deps, { order: orderId }, turn) {
    const own = await readOwn(deps, turn)
    const order = own.orders.find(({ id }) => id === orderId)
    if (!order) throw new Refusal('order.unknown', { id: orderId })
    const { amountRupiah } = order
    if (own.walletRupiah < amountRupiah) {
      const short = { balanceRupiah: own.walletRupiah, neededRupiah: amountRupiah }
      throw new Refusal('wallet.short', short)
    }
    const left = own.walletRupiah - amountRupiah
    return words(turn).bills.useBalanceAsk(nameOf(order), amountRupiah, left)
  },
  async run(deps, { order: orderId }, turn) {
    const paid = await payOrderFromWallet(deps, { orderId, personId: turn.person.id })
    return { text: words(turn).bills.paidByBalance(paid.package, paid.leftRupiah) }
  },
})

type OwnOrder = Awaited<ReturnType<typeof listOpenOrders>>[number]
type Own = {
  invoices: OwnInvoice[]
  orders: OwnOrder[]
  walletRupiah: number
  totalRupiah: number
}

async function readOwn(deps: Deps, { person }: Turn): Promise<Own> {
  const invoices = await ownInvoices(deps, person.id)
  const orders = await listOpenOrders(deps, person.id)
  const walletRupiah = await balanceOf(deps, walletOf(person.id))
  const totalRupiah =
    invoices.reduce((sum, one) => sum + one.openRupiah, 0) +
    orders.reduce((sum, one) => sum + one.amountRupiah, 0)
  return { invoices, orders, walletRupiah, totalRupiah }
}

function payOrder(turn: Turn, own: Own, order: OwnOrder): Reply {
  const { bills } = words(turn)
  return {
    text: bills.order(nameOf(order), order.amountRupiah, order.url),
    choices: balanceButtons(turn, { ...own, orders: [order] }),
  }
}

/** An invoice is paid from the wallet without being asked; an order only when its buyer says so. */
function balanceButtons(turn: Turn, { orders, walletRupiah }: Own) {
  return orders
    .filter(({ kind, amountRupiah }) => kind === 'voucher' && amountRupiah <= walletRupiah)
    .map((one) => ({
      label: words(turn).bills.useBalance(nameOf(one)),
      act: { intent: 'customer.pay_by_balance', input: { order: one.id } },
    }))
}

async function nothing(deps: Deps, turn: Turn): Promise<Reply> {
  return { text: words(turn).bills.nothing(await paidUntilOf(deps, turn.person.id)) }
}

function sayInvoice(turn: Turn, invoice: OwnInvoice): string {
  const { language } = turn.person
  return words(turn).bills.invoice({
    ...invoice,
    lines: invoice.lines.map(
      (line) => `• ${sayBillLine(line, language)}: ${formatRupiah(line.amountRupiah)}`,
    ),
  })
}

function nameOf({ name, quantity }: OwnOrder) {
  return quantity > 1 ? `${quantity} × ${name}` : name
}
