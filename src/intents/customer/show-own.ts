import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { listOpenOrders, listPaidOrders } from '../../domain/payments/list-open-orders.ts'
import { listOwnVouchers } from '../../domain/vouchers/list-own-vouchers.ts'
import { defineIntent } from '../intent.ts'
import { sayOwnLines } from './my-service.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

// What people ask about themselves. Whose it is comes from the chat, never from what is written.

export const showOwnStatus = defineIntent({
  name: 'customer.status',
  who: 'everyone',
  when: 'The person asks about their voucher, how long it lasts, or their order.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { people } = words(turn)
    const services = await sayOwnLines(deps, turn)
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
    if (lines.length === 0 && services.length === 0) return { text: people.noStatus }
    const rest = lines.length > 0 ? [people.status(lines)] : []
    return { text: [...services, ...rest].join('\n\n') }
  },
})
