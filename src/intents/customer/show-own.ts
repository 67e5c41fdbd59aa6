import { z } from 'zod'
import { walletOf } from '../../domain/ledger/account.ts'
import { balanceOf } from '../../domain/ledger/balance-of.ts'
import { formatRupiah } from '../../domain/money.ts'
import { listOpenOrders, listPaidOrders } from '../../domain/payments/list-open-orders.ts'
import { listOwnVouchers } from '../../domain/vouchers/list-own-vouchers.ts'
import { defineIntent } from '../intent.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

// What people ask about themselves. Whose it is comes from the chat, never from what is written.

export const showBills = defineIntent({
  name: 'customer.bills',
  who: 'everyone',
  when: 'The person asks what they have to pay, or for the payment link.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { people } = words(turn)
    const orders = await listOpenOrders(deps, turn.person.id)
    if (orders.length === 0) return { text: people.noBills }
    const lines = orders.map(({ name, quantity, amountRupiah, url }) =>
      people.orderLine(
        quantity > 1 ? `${quantity} × ${name}` : name,
        formatRupiah(amountRupiah),
        url,
      ),
    )
    return { text: people.openOrders(lines) }
  },
})

export const showBalance = defineIntent({
  name: 'customer.balance',
  who: 'everyone',
  when: 'The person asks about their balance.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const rupiah = await balanceOf(deps, walletOf(turn.person.id))
    return { text: words(turn).people.balance(formatRupiah(rupiah)) }
  },
})

export const showOwnStatus = defineIntent({
  name: 'customer.status',
  who: 'everyone',
  when: 'The person asks about their voucher, how long it lasts, or their order.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { people } = words(turn)
    const vouchers = await listOwnVouchers(deps, turn.person.id)
    const orders = await listOpenOrders(deps, turn.person.id)
    const paid = await listPaidOrders(deps, turn.person.id)
    const when = (at: Date | null) =>
      at && sayWhen(at, turn.person.language, deps.business.timeZone)
    const { voucherStates: said } = people
    const lines = [
      ...paid.map(({ name }) => people.paidLine(name)),
      ...orders.map(({ name, amountRupiah, url }) =>
        people.orderLine(name, formatRupiah(amountRupiah), url),
      ),
      ...vouchers.map(({ code, state, expires_at, package: name }) =>
        people.statusLine(
          code,
          name,
          state === 'active' ? said.active(when(expires_at)) : said[state],
        ),
      ),
    ]
    if (lines.length === 0) return { text: people.noStatus }
    return { text: people.status(lines) }
  },
})
