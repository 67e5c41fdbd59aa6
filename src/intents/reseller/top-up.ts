import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { orderTopUp } from '../../domain/resellers/order-top-up.ts'
import { TOP_UP_MAX_RUPIAH, TOP_UP_MIN_RUPIAH } from '../../domain/resellers/reseller.ts'
import { readRupiah } from '../admin/invoice-arguments.ts'
import { type Argument, defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

/** What may be put down at once, as it is typed. */
export const topUpAmount = typed(readRupiah).pipe(
  z.number().int().min(TOP_UP_MIN_RUPIAH).max(TOP_UP_MAX_RUPIAH),
)

const OFFERED = [100_000, 200_000, 500_000]

export const topUpArgument: Argument = {
  name: 'jumlah',
  aliases: ['amount', 'nominal'],
  ask: { id: 'Isi berapa? (mis. 200rb)', en: 'How much? (e.g. 200k)' },
  rule: {
    id: `rupiah, ${formatRupiah(TOP_UP_MIN_RUPIAH)} sampai ${formatRupiah(TOP_UP_MAX_RUPIAH)}, mis. 200rb`,
    en: `rupiah, ${formatRupiah(TOP_UP_MIN_RUPIAH)} to ${formatRupiah(TOP_UP_MAX_RUPIAH)}, e.g. 200k`,
  },
  offer: async () =>
    OFFERED.map((rupiah) => ({ label: formatRupiah(rupiah), value: String(rupiah) })),
}

export const topUp = defineIntent({
  name: 'reseller.top_up',
  who: { permission: 'resell' },
  command: {
    noun: 'deposit',
    verb: '',
    positional: ['jumlah'],
    about: { id: 'Isi deposit lewat tautan bayar', en: 'Top up your deposit by a payment link' },
    examples: ['/deposit 200rb'],
  },
  when: 'A reseller wants to top up the deposit. `jumlah` is how much, in rupiah.',
  arguments: [topUpArgument],
  input: z.object({ jumlah: topUpAmount }),

  async run(deps, { jumlah }, turn) {
    const { person, conversationId } = turn
    const wish = { personId: person.id, conversationId, amountRupiah: jumlah }
    const { amountRupiah, url, expiresAt } = await orderTopUp(deps, wish)
    const until = sayWhen(expiresAt, person.language, deps.business.timeZone)
    return { text: words(turn).resellers.topUp({ amount: formatRupiah(amountRupiah), url, until }) }
  },
})
